package io.msliqa.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.UserException;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.SharedSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoresOptionSparkTest {

    private static final String SCALE = ",min=0,max=100,better=higher";

    @TempDir
    private Path folder;

    private static Scores read(Path place, String more) {
        List<Scores> scores = ScoresOption.parse("a=" + place + SCALE + more).read(SharedSpark.session());
        assertThat(scores).hasSize(1);
        return scores.get(0);
    }

    private static List<String> rows(Scores scores) {
        return scores.rows().orderBy("image").select("image", "score").collectAsList().stream()
                .map(row -> row.getString(0) + " " + row.get(1))
                .toList();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pyiqa.csv    | a.jpg,71.5~b.jpg,12~                         |",
                "pyiqa.txt    | a.jpg>71.5~b.jpg>12~                         |",
                "upper.csv    | Image,Score~a.jpg,71.5~b.jpg,12~             |",
                "tabs.tsv     | image>score~a.jpg>71.5~b.jpg>12~             |",
                "german.csv   | image;score~a.jpg;71,5~b.jpg;12~             | ,decimal=comma",
                "named.csv    | id,musiq,score~a.jpg,71.5,1~b.jpg,12,1~      | ,image=ID,score=MUSIQ",
                "numbered.csv | 1,a.jpg,71.5~2,b.jpg,12~                     | ,header=no,image=2,score=3",
                "quoted.csv   | image,score~'a.jpg','71.5'~b.jpg,12~         |",
            })
    void anybodysTableOfTextIsUnderstood(String name, String text, String more) throws IOException {
        Path file = write(name, text.replace('~', '\n').replace('>', '\t').replace('\'', '"'));

        Scores scores = read(file, more == null ? "" : more);

        assertThat(rows(scores)).containsExactly("a.jpg 71.5", "b.jpg 12.0");
        assertThat(scores.scale()).isEqualTo(QualityScale.higherIsBetter(0, 100));
    }

    @Test
    void gzippedTablesAndFoldersOfTablesAreReadAsOne() throws IOException {
        Path parts = Files.createDirectories(folder.resolve("parts"));
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(parts.resolve("1.csv.gz")))) {
            packed.write("image,score\na.jpg,1\n".getBytes(StandardCharsets.UTF_8));
        }
        write("parts/2.csv", "Score;Image\n2;b.jpg\n");
        write("parts/_SUCCESS", "");

        assertThat(rows(read(parts, ""))).containsExactly("a.jpg 1.0", "b.jpg 2.0");
    }

    @Test
    void parquetTakesTheSameNames() {
        SparkSession spark = SharedSpark.session();
        Path table = folder.resolve("scores.parquet");
        spark.sql("select 'a.jpg' as Filename, 3 as Score, 4.5f as musiq")
                .write()
                .parquet(table.toString());

        assertThat(rows(read(table, ""))).containsExactly("a.jpg 3.0");
        assertThat(rows(read(table, ",score=MUSIQ"))).containsExactly("a.jpg 4.5");
        assertThatThrownBy(() -> read(table, ",score=clipiqa"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no column for the score, looked for [clipiqa]");
    }

    @Test
    void aScoreThatIsNoNumberIsOneThatTheModelCouldNotGive() throws IOException {
        Path file = write("scores.csv", "image,score\na.jpg,NaN\nb.jpg,\nc.jpg,many\nd.jpg,1\n");

        List<Row> scores =
                read(file, "").rows().orderBy("image").select("score").collectAsList();

        assertThat(scores).extracting(row -> row.get(0)).containsExactly(null, null, null, 1.0);
    }

    @Test
    void whatIsNotUnderstoodIsRefusedWithItsLineAndWhatIsAccepted() throws IOException {
        Path columns = write("columns.csv", "name,value\na.jpg,x\n");
        assertThatThrownBy(() -> read(columns, ""))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(columns + ":1: no column for the image")
                .hasMessageContaining("commas, semicolons or tabs")
                .hasMessageNotContaining("Parquet");
        Path quotes = write("quotes.csv", "image,score\na.jpg,1\n\"b.jpg,2\n");
        assertThatThrownBy(() -> read(quotes, "")).hasMessageContaining(quotes + ":3: this is no table");
        Path commas = write("commas.csv", "image;score\na.jpg;0,5\nb.jpg;0,7\n");
        assertThatThrownBy(() -> read(commas, ""))
                .hasMessageContaining(commas + ":2: the score '0,5' of a.jpg is no number, nor is any other")
                .hasMessageContaining("decimal=comma");
        Path nameless = write("nameless.csv", "image,score\na.jpg,1\n,2\n");
        assertThatThrownBy(() -> read(nameless, "")).hasMessageContaining(nameless + ":3: no image is named");
        Path none = write("none.csv", "image,score\n");
        assertThatThrownBy(() -> read(none, "")).hasMessageContaining("has no row");
    }
}
