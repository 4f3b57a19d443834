package io.msliqa.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedDatasetTest {

    @TempDir
    private Path root;

    @Test
    void kadid10kIsReadWithReferenceTypeAndLevelFromTheNames() throws IOException {
        images("images", "I01.png", "I01_01_01.png", "I01_25_05.png", "I102_10_03.png");
        write(
                "dmos.csv",
                "dist_img,ref_img,dmos,var",
                "I01_01_01.png,I01.png,4.57,0.496",
                "I01_25_05.png,I01.png,1.2,0.4",
                "I102_10_03.png,I102.png,3.0,1.1");

        LabelledSet set = PublishedDataset.KADID10K.read(root, ImagePresence.REQUIRED);

        assertThat(set.scale()).isEqualTo(LabelScale.higherIsBetter(1, 5));
        assertThat(set.references()).containsExactly("I01", "I102");
        assertThat(set.images().get(1))
                .isEqualTo(new LabelledImage(
                        root.resolve("images/I01_25_05.png"),
                        1.2,
                        OptionalDouble.of(0.4),
                        "I01",
                        "25-contrast-change",
                        5));
        assertThat(set.quality(set.images().get(2))).isEqualTo(0.5);
    }

    @Test
    void biq2021HasEachPictureAsItsOwnReference() throws IOException {
        images("images", "ss01-1.jpg", "ss01-2.jpg");
        write("mos.csv", "image,mos", "ss01-1.jpg,0.25", "ss01-2.jpg,0.75");

        LabelledSet set = PublishedDataset.BIQ2021.read(root, ImagePresence.REQUIRED);

        assertThat(set.images()).extracting(LabelledImage::reference).containsExactly("ss01-1.jpg", "ss01-2.jpg");
        assertThat(set.images())
                .allSatisfy(image -> assertThat(image.distortion()).isEmpty());
    }

    @Test
    void everythingWrongIsReportedAtOnceWithItsLine() throws IOException {
        images("images", "a.jpg", "b.jpg", "c.jpg", "d.jpg", "E.jpg", "e.JPG");
        write(
                "mos.csv",
                "image,mos,std,level",
                "a.jpg,0.5,,",
                "a.jpg,0.6,,",
                "gone.jpg,0.5,,",
                "b.jpg,1.5,,",
                "c.jpg,good,,",
                "d.jpg,0.5,-1,x",
                ",0.5,,",
                "e.jpg,NaN,,");

        DatasetException problems = catchThrowableOfType(
                DatasetException.class, () -> PublishedDataset.BIQ2021.read(root, ImagePresence.REQUIRED));

        Path file = root.resolve("mos.csv");
        assertThat(problems.problems())
                .containsExactly(
                        file + ":3: a.jpg has a label already, at " + file + ":2",
                        file + ":4: there is no image " + root.resolve("images/gone.jpg"),
                        file + ":5: the score 1.5 of b.jpg is not on the scale 0.0 to 1.0, higher is better",
                        file + ":6: the score 'good' of c.jpg is no number",
                        file + ":7: the deviation '-1' of d.jpg is no number from 0",
                        file + ":7: the level 'x' of d.jpg is no whole number from 0",
                        file + ":8: no image is named",
                        file + ":9: e.jpg could be any of [" + root.resolve("images/E.jpg") + ", "
                                + root.resolve("images/e.JPG") + "]",
                        file + ":9: the score 'NaN' of e.jpg is no number");
        assertThat(problems).hasMessageContaining("9 problems");
    }

    @Test
    void aLongListIsCutInTheMessageButCounted() throws IOException {
        images("images");
        StringBuilder rows = new StringBuilder("image,mos");
        for (int i = 0; i < 30; i++) {
            rows.append("\n").append(i).append(".jpg,0.5");
        }
        write("mos.csv", rows.toString());

        assertThatThrownBy(() -> PublishedDataset.BIQ2021.read(root, ImagePresence.REQUIRED))
                .hasMessageContaining("30 problems")
                .hasMessageEndingWith("and 10 more");
        assertThat(PublishedDataset.BIQ2021
                        .read(root, ImagePresence.NOT_CHECKED)
                        .images())
                .hasSize(30);
    }

    @Test
    void anotherFolderIsNotMistakenForTheDataSet() {
        assertThatThrownBy(() -> PublishedDataset.KADID10K.read(root, ImagePresence.REQUIRED))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("there is no label file " + root.resolve("dmos.csv"));
    }

    private void images(String folder, String... names) throws IOException {
        Path directory = Files.createDirectories(root.resolve(folder));
        for (String name : names) {
            Files.createFile(directory.resolve(name));
        }
    }

    private void write(String file, String... lines) throws IOException {
        Files.writeString(root.resolve(file), String.join("\n", lines));
    }
}
