package io.msliqa.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.quality.table.Columns;
import io.msliqa.quality.table.Field;
import io.msliqa.quality.table.TableFormat;
import io.msliqa.quality.table.TableOption;
import io.msliqa.scale.QualityScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLabelsTest {

    private static final QualityScale DMOS = QualityScale.lowerIsBetter(0, 100);

    private static final TableOption USUAL = said(Columns.OPINIONS);

    private static TableOption said(Columns columns) {
        return new TableOption(TableFormat.FOUND, columns);
    }

    @TempDir
    private Path root;

    @Test
    void allColumnsAreReadUnderTheirUsualNames() throws IOException {
        String header = "image,score,deviation,reference,distortion,level";
        Path file = write(header + "\r\n" + "sub/a.png,25,3.5,r1,blur,2\r\n\r\n\"b, c.png\",100,,,,\r\n");

        LabelledSet set = CsvLabels.read(file, root, DMOS, USUAL, ImagePresence.NOT_CHECKED);

        assertThat(set.name()).isEqualTo("labels");
        assertThat(set.images())
                .containsExactly(
                        new LabelledImage(root.resolve("sub/a.png"), 25, OptionalDouble.of(3.5), "r1", "blur", 2),
                        new LabelledImage(root.resolve("b, c.png"), 100, OptionalDouble.empty(), "b, c.png", "", 0));
        assertThat(set.quality(set.images().get(0))).isEqualTo(0.75);
    }

    @Test
    void semicolonsTabsAndByteOrderMarksAreUnderstood() throws IOException {
        Path semicolons = write("\uFEFFFilename;MOS\na.png;5\n");
        assertThat(CsvLabels.read(semicolons, root, DMOS, USUAL, ImagePresence.NOT_CHECKED)
                        .images())
                .hasSize(1);
        Path tabs = write("image\tscore\na.png\t5\n");
        assertThat(CsvLabels.read(tabs, root, DMOS, USUAL, ImagePresence.NOT_CHECKED)
                        .images())
                .hasSize(1);
    }

    @Test
    void aNamedColumnIsTakenAndMustBeThere() throws IOException {
        Path file = write("picture,score,human\na.png,1,60\n");
        Columns columns = Columns.OPINIONS.with(Field.IMAGE, "picture").with(Field.OPINION, "human");
        assertThat(CsvLabels.read(file, root, DMOS, said(columns), ImagePresence.NOT_CHECKED)
                        .images()
                        .get(0)
                        .opinion())
                .isEqualTo(60);

        Columns misspelt = columns.with(Field.LEVEL, "livel");
        assertThatThrownBy(() -> CsvLabels.read(file, root, DMOS, said(misspelt), ImagePresence.NOT_CHECKED))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("no column for the level, looked for [livel] in [picture, score, human]");
    }

    @Test
    void aLabelWhosePictureLacksIsAProblemOnlyWhereThePicturesAreNeeded() throws IOException {
        Files.createDirectories(root.resolve("sub"));
        Files.createFile(root.resolve("sub/a.png"));
        Path file = write("image,score\nsub/a.png,1\nsub/b.png,2\n");

        assertThatThrownBy(() -> CsvLabels.read(file, root, DMOS, USUAL, ImagePresence.REQUIRED))
                .hasMessageContaining("labels.csv:3: there is no image " + root.resolve("sub/b.png"));
        assertThat(CsvLabels.read(file, root, DMOS, USUAL, ImagePresence.NOT_CHECKED)
                        .images())
                .hasSize(2);
    }

    @Test
    void anEmptyTableIsAProblem() throws IOException {
        Path file = write("image,score\n");
        assertThatThrownBy(() -> CsvLabels.read(file, root, DMOS, USUAL, ImagePresence.NOT_CHECKED))
                .hasMessageContaining("there is no label in it");
        Path empty = write("");
        assertThatThrownBy(() -> CsvLabels.read(empty, root, DMOS, USUAL, ImagePresence.NOT_CHECKED))
                .isInstanceOf(DatasetException.class);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(root.resolve("labels.csv"), text);
    }
}
