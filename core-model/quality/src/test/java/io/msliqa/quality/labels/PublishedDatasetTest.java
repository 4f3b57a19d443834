package io.msliqa.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.msliqa.scale.QualityScale;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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

        assertThat(set.scale()).isEqualTo(QualityScale.higherIsBetter(1, 5));
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
    void tid2013IsReadThoughNamesAndFilesDifferInCase() throws IOException {
        images("distorted_images", "i01_01_1.bmp", "I02_24_5.BMP");
        write("mos_with_names.txt", "5.51429 I01_01_1.bmp", "3.5 i02_24_5.bmp");
        write("mos_std.txt", "0.13013", "0.2");

        LabelledSet set = PublishedDataset.TID2013.read(root, ImagePresence.REQUIRED);

        assertThat(set.scale()).isEqualTo(QualityScale.higherIsBetter(0, 9));
        assertThat(set.images())
                .containsExactly(
                        new LabelledImage(
                                root.resolve("distorted_images/i01_01_1.bmp"),
                                5.51429,
                                OptionalDouble.of(0.13013),
                                "I01",
                                "01-additive-gaussian-noise",
                                1),
                        new LabelledImage(
                                root.resolve("distorted_images/I02_24_5.BMP"),
                                3.5,
                                OptionalDouble.of(0.2),
                                "I02",
                                "24-sparse-sampling",
                                5));
    }

    @Test
    void tid2013sDeviationsMustMatchItsScores() throws IOException {
        images("distorted_images", "i01_01_1.bmp");
        write("mos_with_names.txt", "5.5 I01_01_1.bmp", "gibberish");
        write("mos_std.txt", "0.1", "0.2");

        assertThatThrownBy(() -> PublishedDataset.TID2013.read(root, ImagePresence.REQUIRED))
                .hasMessageContaining("mos_with_names.txt:2: 'gibberish' is not an opinion and a name")
                .hasMessageContaining("2 deviations for 1 opinions");
    }

    @Test
    void koniq10kIsReadFromTheLargeFolderIfItIsThere() throws IOException {
        write(
                "koniq10k_scores_and_distributions.csv",
                "\"image_name\",\"c1\",\"c2\",\"c3\",\"c4\",\"c5\",\"c_total\",\"MOS\",\"SD\",\"MOS_zscore\"",
                "\"10004473376.jpg\",0,0,25,73,7,105,3.82857142857143,0.527277894,70.7");
        images("512x384", "10004473376.jpg");
        assertThat(PublishedDataset.KONIQ10K.read(root, ImagePresence.REQUIRED).images())
                .containsExactly(new LabelledImage(
                        root.resolve("512x384/10004473376.jpg"),
                        3.82857142857143,
                        OptionalDouble.of(0.527277894),
                        "10004473376.jpg",
                        "",
                        0,
                        OptionalInt.of(105)));

        images("1024x768", "10004473376.jpg");
        assertThat(PublishedDataset.KONIQ10K.read(root, ImagePresence.REQUIRED).images())
                .extracting(LabelledImage::image)
                .containsExactly(root.resolve("1024x768/10004473376.jpg"));
    }

    @Test
    void liveIsReadFromItsMatFilesWithoutTheUndistortedPictures() throws IOException {
        fixture("dmos_realigned.mat", root);
        fixture("refnames_all.mat", root);

        LabelledSet set = PublishedDataset.LIVE.read(root, ImagePresence.NOT_CHECKED);

        assertThat(set.images()).hasSize(786);
        assertThat(set.scale().direction()).isEqualTo(QualityScale.Direction.LOWER_IS_BETTER);
        assertThat(set.images().get(0))
                .isEqualTo(new LabelledImage(
                        root.resolve("jp2k/img1.bmp"), -2.5, OptionalDouble.of(0), "ref00.bmp", "jp2k", 0));
        // The last, counted from zero: 981 * 7 % 113 - 2.5, 981 % 9 / 2, reference 981 % 29.
        assertThat(set.images().get(785))
                .isEqualTo(new LabelledImage(
                        root.resolve("fastfading/img174.bmp"),
                        84.5,
                        OptionalDouble.of(0),
                        "ref24.bmp",
                        "fastfading",
                        0));
    }

    @Test
    void csiqIsReadFromItsSpreadsheet() throws IOException {
        fixture("csiq.DMOS.xlsx", root);
        images("dst_imgs/awgn", "1600.AWGN.1.png");
        images("dst_imgs/jpeg2000", "1600.jpeg2000.5.png");
        images("dst_imgs/contrast", "trolley.contrast.2.png");

        LabelledSet set = PublishedDataset.CSIQ.read(root, ImagePresence.REQUIRED);

        assertThat(set.images()).extracting(LabelledImage::distortion).containsExactly("awgn", "jpeg2000", "contrast");
        assertThat(set.images().get(1))
                .isEqualTo(new LabelledImage(
                        root.resolve("dst_imgs/jpeg2000/1600.jpeg2000.5.png"),
                        0.9,
                        OptionalDouble.of(0.1),
                        "1600",
                        "jpeg2000",
                        5));
        assertThat(set.quality(set.images().get(2))).isEqualTo(0.75);
    }

    @Test
    void spaqIsReadFromItsSpreadsheet() throws IOException {
        Files.createDirectories(root.resolve("Annotations"));
        fixture("MOS and Image attribute scores.xlsx", root.resolve("Annotations"));
        images("TestImage", "00001.jpg", "00002.jpg");

        LabelledSet set = PublishedDataset.SPAQ.read(root, ImagePresence.REQUIRED);

        assertThat(set.images()).extracting(LabelledImage::opinion).containsExactly(41.5, 100.0);
        assertThat(set.images().get(0).image()).isEqualTo(root.resolve("TestImage/00001.jpg"));
    }

    @Test
    void aFileThatIsNoSpreadsheetOrMatFileIsTheUsersMistake() throws IOException {
        write("csiq.DMOS.xlsx", "no spreadsheet");
        write("dmos_realigned.mat", "no matrix");
        write("refnames_all.mat", "no cell");

        assertThatThrownBy(() -> PublishedDataset.CSIQ.read(root, ImagePresence.REQUIRED))
                .isInstanceOf(DatasetException.class);
        assertThatThrownBy(() -> PublishedDataset.LIVE.read(root, ImagePresence.REQUIRED))
                .isInstanceOf(DatasetException.class);
    }

    @Test
    void keysNameTheSets() {
        assertThat(PublishedDataset.ofKey("kadid10k")).isEqualTo(PublishedDataset.KADID10K);
        assertThatThrownBy(() -> PublishedDataset.ofKey("kadid")).hasMessageContaining("kadid10k");
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
                        file + ":5: the opinion 1.5 of b.jpg is not on the scale 0 to 1, higher is better",
                        file + ":6: the opinion 'good' of c.jpg is no number",
                        file + ":7: the deviation '-1' of d.jpg is no number from 0",
                        file + ":7: the level 'x' of d.jpg is no whole number from 0",
                        file + ":8: no image is named",
                        file + ":9: e.jpg could be any of [" + root.resolve("images/E.jpg") + ", "
                                + root.resolve("images/e.JPG") + "]",
                        file + ":9: the opinion 'NaN' of e.jpg is no number");
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

    private static void fixture(String name, Path folder) throws IOException {
        try (InputStream in = PublishedDatasetTest.class.getResourceAsStream("/labels/" + name)) {
            Files.copy(in, folder.resolve(name));
        }
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
