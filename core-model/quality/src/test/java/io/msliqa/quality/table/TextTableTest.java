package io.msliqa.quality.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.UserException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {

    private static TableOption scores(String... values) {
        Map<String, String> said = new TreeMap<>();
        for (String value : values) {
            String[] pair = value.split("=", 2);
            said.put(pair[0], pair[1]);
        }
        return TableOption.of(Columns.SCORES, said);
    }

    /** The rows as image, score and place. */
    private static List<String> read(byte[] file, TableOption option) {
        List<String> rows = new ArrayList<>();
        try (TextTable table = TextTable.open(new ByteArrayInputStream(file), "f", option)) {
            table.forEachRemaining(row -> rows.add(
                    row.text(Field.IMAGE) + " " + option.format().number(row.text(Field.SCORE)) + " " + row.place()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static List<String> read(String text, TableOption option) {
        return read(text.getBytes(StandardCharsets.UTF_8), option);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image,score\na.jpg,0.5\n",
                "Image,Score\r\na.jpg,0.5\r\n",
                "IMAGE;SCORE\na.jpg;0.5",
                "image\tscore\na.jpg\t0.5\n",
                "\uFEFFimage,score\na.jpg,0.5\n",
                "\"image\",\"score\"\n\"a.jpg\",\"0.5\"\n",
                "score,other,file_name\n0.5,x,a.jpg\n",
                "image, score\na.jpg , 0.5\n",
                "image,score,\na.jpg,0.5,\n",
            })
    void separatorsHeadersAndMarksAreFound(String text) {
        assertThat(read(text, scores())).containsExactly("a.jpg 0.5 f:2");
    }

    @Test
    void whatPyiqaWritesIsReadAsItIs() {
        assertThat(read("a.jpg,71.30\n\"b, c.jpg\",12.5\n", scores()))
                .containsExactly("a.jpg 71.3 f:1", "b, c.jpg 12.5 f:2");
        assertThat(read("a b.jpg\t71.30\nc.jpg\t-1e-3\n", scores()))
                .containsExactly("a b.jpg 71.3 f:1", "c.jpg -0.001 f:2");
    }

    @Test
    void quotedCellsHoldSeparatorsLineBreaksAndQuotes() {
        String text = "image,score\n\"a \"\"b\"\", c.jpg\",1\n\n\"two\nlines.jpg\",2\nlast.jpg,3";

        assertThat(read(text, scores()))
                .containsExactly("a \"b\", c.jpg 1.0 f:2", "two\nlines.jpg 2.0 f:4", "last.jpg 3.0 f:6");
    }

    @Test
    void decimalCommasAreReadWhereTheyAreSaidToBe() {
        TableOption commas = scores("decimal=comma");

        assertThat(read("image;score\na.jpg;0,5\n", commas)).containsExactly("a.jpg 0.5 f:2");
        assertThat(read("image,score\na.jpg,\"0,5\"\n", commas)).containsExactly("a.jpg 0.5 f:2");
        assertThat(read("a.jpg;0,5\nb.jpg;1\n", commas)).containsExactly("a.jpg 0.5 f:1", "b.jpg 1.0 f:2");
        assertThat(read("image;score\na.jpg;0.5\n", commas)).containsExactly("a.jpg NaN f:2");
        assertThat(read("image;score\na.jpg;0,5\n", scores())).containsExactly("a.jpg NaN f:2");
    }

    @Test
    void columnsAreCalledWhatTheUserSays() {
        TableOption named = scores("image=Picture", "score=musiq");

        assertThat(read("score,picture,MUSIQ\n1,a.jpg,2\n", named)).containsExactly("a.jpg 2.0 f:2");
        assertThatThrownBy(() -> read("image,score\na.jpg,1\n", named))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("f:1: no column for the image, looked for [Picture] in [image, score]")
                .hasMessageContaining("image=COLUMN,score=COLUMN");
    }

    @Test
    void aTableWithoutAHeaderHasNumberedColumns() {
        assertThat(read("a.jpg,1,2\n", scores("header=no"))).containsExactly("a.jpg 1.0 f:1");
        assertThat(read("7,a.jpg,2\n", scores("header=no", "image=2", "score=3")))
                .containsExactly("a.jpg 2.0 f:1");
        assertThatThrownBy(() -> read("a.jpg,1\n", scores("header=no", "score=3")))
                .hasMessageContaining("no column for the score, looked for [3] in [1, 2]");
        assertThat(read("image,5\na.jpg,1\n", scores("header=yes", "score=5"))).containsExactly("a.jpg 1.0 f:2");
    }

    @Test
    void gzippedTablesAndThoseOfUtf16AreRead() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("image,score\nä.jpg,1\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(packed.toByteArray(), scores())).containsExactly("ä.jpg 1.0 f:2");

        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            byte[] text = "\uFEFFimage\tscore\nä.jpg\t1\n".getBytes(charset);
            assertThat(read(text, scores())).containsExactly("ä.jpg 1.0 f:2");
        }
    }

    @Test
    void whatIsNoTableIsRefusedWithWhatIsAccepted() {
        assertThatThrownBy(() -> read("name,value\na,b\n", scores()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("f:1: no column for the image")
                .hasMessageContaining("commas, semicolons or tabs")
                .hasMessageContaining("separator=comma|semicolon|tab");
        assertThatThrownBy(() -> read("", scores())).hasMessageContaining("f:1: no column for the image");
        assertThatThrownBy(() -> read(new byte[] {'i', 'm', (byte) 0xff, '\n'}, scores()))
                .hasMessageContaining("f: this is no text in UTF-8")
                .hasMessageContaining("commas, semicolons or tabs");
        assertThatThrownBy(() -> read("image,score,Score\na.jpg,1,2\n", scores()))
                .hasMessageContaining("two columns for the score are called 'score'");
    }

    @Test
    void aDecimalCommaIsNeverTakenForASeparator() {
        assertThatThrownBy(() -> read("image,score\na.jpg,0,5\n", scores()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("f:2: this row has 3 cells, the first has 2")
                .hasMessageContaining("decimal=comma");
        assertThatThrownBy(() -> read("a.jpg;0,5\n", scores())).hasMessageContaining("no column for the image");
    }

    @Test
    void brokenQuotesAreRefusedWithTheirLine() {
        assertThatThrownBy(() -> read("image,score\na.jpg,1\n\"b\"c.jpg,2\n", scores()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("f:3: this is no table that can be read");
        assertThatThrownBy(() -> read("image,score\na.jpg,1\n\"b.jpg,2\nc.jpg,3\n", scores()))
                .hasMessageContaining("f:3: this is no table that can be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"separator=colon", "decimal=dot", "header=maybe", "separator=found"})
    void wordsThatMeanNothingAreRefusedWithThoseThatDo(String said) {
        assertThatThrownBy(() -> scores(said)).isInstanceOf(UserException.class).hasMessageContaining("must be one of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "0x1p3", "NaN", "Infinity", "1,5", "", "1.2.3", "good"})
    void whatIsNoNumberIsNaN(String cell) {
        assertThat(TableFormat.FOUND.number(cell)).isNaN();
    }
}
