package io.msliqa.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.UserException;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.settings.ListingSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureListSparkTest {

    private static final List<String> PICTURES = List.of("a.jpg", "b, \"c\".jpg");

    @TempDir
    private Path folder;

    @BeforeEach
    void pictures() throws IOException {
        for (String picture : PICTURES) {
            Files.write(folder.resolve(picture), new byte[1]);
        }
    }

    /** The pictures of a list, without their folder. */
    private List<String> listed(String manifest) {
        ImageLister lister = new ImageLister(SharedSpark.session(), new ListingSettings(List.of("jpg"), "", 1));
        return lister
                .list(new Inputs(List.of(), List.of(folder.resolve(manifest).toString()), List.of()))
                .stream()
                .filter(CorpusRow::listed)
                .map(row -> row.image().replaceFirst(".*/", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "list.csv  | image,x~a.jpg,1~\"b, \"\"c\"\".jpg\",2~ | list.csv",
                "list.csv  | X;Image~1;a.jpg~2;\"b, \"\"c\"\".jpg\"~ | list.csv",
                "list.tsv  | image>x~a.jpg>1~~\"b, \"\"c\"\".jpg\">2 | list.tsv",
                "list.csv  | id,place~1,a.jpg~2,\"b, \"\"c\"\".jpg\" | list.csv,image=place",
                "list.csv  | a.jpg~\"b, \"\"c\"\".jpg\"~             | list.csv,header=no",
                "a,b=c.csv | image~a.jpg~\"b, \"\"c\"\".jpg\"~       | a,b=c.csv,separator=comma",
                "list.txt  | # two~a.jpg~~ b, \"c\".jpg~             | list.txt",
            })
    void listsOfAnyFormNameTheSamePictures(String name, String text, String option) throws IOException {
        Files.writeString(folder.resolve(name), text.replace('~', '\n').replace('>', '\t'));

        assertThat(listed(option)).containsExactlyElementsOf(PICTURES);
    }

    @Test
    void gzippedTablesAreTables() throws IOException {
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("list.csv.gz")))) {
            packed.write("image\na.jpg\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(listed("list.csv.gz")).containsExactly("a.jpg");
    }

    @Test
    void aTableWithoutPicturesIsRefusedWithWhatIsAccepted() throws IOException {
        Files.writeString(folder.resolve("list.csv"), "name\na.jpg\n");

        assertThatThrownBy(() -> listed("list.csv"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("list.csv:1: no column for the image")
                .hasMessageContaining("image=COLUMN");
    }
}
