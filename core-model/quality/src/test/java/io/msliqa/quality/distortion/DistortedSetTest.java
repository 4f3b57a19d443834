package io.msliqa.quality.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.SharedData;
import io.msliqa.image.PixelImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistortedSetTest {

    private static final DistortedSet.Crop CROP = new DistortedSet.Crop(40, 32);
    private static final String LABELS = """
            dist_img,ref_img,dmos,var
            I01_01_02.png,I01.png,4.5,0.5
            I02_01_02.png,I02.png,4.1,0.7
            I01_10_05.png,I01.png,1.2,0.4
            """;

    @TempDir
    Path folder;

    private Path pristine;

    @BeforeEach
    void twoPictures() throws IOException {
        pristine = folder.resolve("pristine");
        PngFiles.write(pristine.resolve("b.png"), TestScenes.scene(48, 40));
        PngFiles.write(pristine.resolve("a.png"), TestScenes.scene(40, 32));
        Files.writeString(pristine.resolve("notes.txt"), "no picture");
    }

    private DistortedSet.Plan plan(CellOpinions opinions) throws IOException {
        return new DistortedSet.Plan(
                ReferencePicture.in(pristine),
                CROP,
                List.of(Distortion.GAUSSIAN_BLUR, Distortion.JPEG),
                List.of(2, 5),
                1,
                1,
                opinions);
    }

    private static void write(Path set, DistortedSet.Plan plan, int threads) throws Exception {
        DistortedSet.write(set, plan, threads, (made, of) -> assertThat(made).isBetween(1, of));
    }

    private CellOpinions opinions() throws IOException {
        return CellOpinions.read(Files.writeString(folder.resolve("labels.csv"), LABELS));
    }

    @Test
    void hasKadidsLayout() throws Exception {
        Path set = folder.resolve("set");
        write(set, plan(opinions()), 2);
        assertThat(names(set.resolve("images")))
                .containsExactly(
                        "I01.png",
                        "I01_01_02.png",
                        "I01_01_05.png",
                        "I01_10_02.png",
                        "I01_10_05.png",
                        "I02.png",
                        "I02_01_02.png",
                        "I02_01_05.png",
                        "I02_10_02.png",
                        "I02_10_05.png");
        assertThat(set.resolve("dmos.csv")).hasContent("""
                        dist_img,ref_img,dmos,var
                        I01_01_02.png,I01.png,4.3000,0.6000
                        I01_01_05.png,I01.png,,
                        I01_10_02.png,I01.png,,
                        I01_10_05.png,I01.png,1.2000,0.4000
                        I02_01_02.png,I02.png,4.3000,0.6000
                        I02_01_05.png,I02.png,,
                        I02_10_02.png,I02.png,,
                        I02_10_05.png,I02.png,1.2000,0.4000
                        """);
        assertThat(PristinePictures.read(set.resolve("images/I02.png")))
                .isEqualTo(TestScenes.scene(48, 40).crop(4, 4, 40, 32));
    }

    @Test
    void aSecondWriterIsKeptOutUntilTheFirstHasFinished() throws Exception {
        Path set = folder.resolve("set");
        FolderLock first = FolderLock.of(set);

        assertThatThrownBy(() -> write(set, plan(opinions()), 1))
                .isInstanceOf(DistortedSetException.class)
                .hasMessageContainingAll("Another run is making the set", set.toString());
        assertThat(set.resolve("plan.txt")).doesNotExist();

        first.close();
        write(set, plan(opinions()), 1);
        assertThat(names(set.resolve("images"))).hasSize(10);
    }

    @Test
    void aColourlessPictureGetsNoColourDistortions() throws Exception {
        byte[] rgb = new byte[3 * 40 * 32];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % 200);
        }
        PngFiles.write(pristine.resolve("b.png"), new PixelImage(40, 32, rgb));
        DistortedSet.Plan plan = new DistortedSet.Plan(
                ReferencePicture.in(pristine),
                CROP,
                List.of(Distortion.SATURATION_HSV, Distortion.COLOUR_SHIFT),
                List.of(4),
                1,
                1,
                CellOpinions.NONE);
        write(folder.resolve("set"), plan, 1);
        assertThat(folder.resolve("set/dmos.csv")).hasContent("""
                        dist_img,ref_img,dmos,var
                        I01_07_04.png,I01.png,,
                        I01_05_04.png,I01.png,,
                        I02_05_04.png,I02.png,,
                        """);
        assertThat(names(folder.resolve("set/images"))).doesNotContain("I02_07_04.png");
    }

    @Test
    void doesNotDependOnThreads() throws Exception {
        write(folder.resolve("one"), plan(CellOpinions.NONE), 1);
        write(folder.resolve("three"), plan(CellOpinions.NONE), 3);
        for (String name : names(folder.resolve("one/images"))) {
            assertThat(folder.resolve("three/images").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("one/images").resolve(name));
        }
    }

    @Test
    void isFinishedByWritingAgain() throws Exception {
        Path set = folder.resolve("set");
        write(set, plan(CellOpinions.NONE), 1);
        Path kept = set.resolve("images/I01_10_05.png");
        Files.setLastModifiedTime(kept, FileTime.fromMillis(1000));
        Path lost = set.resolve("images/I02_01_05.png");
        byte[] before = Files.readAllBytes(lost);
        Files.delete(lost);
        write(set, plan(CellOpinions.NONE), 1);
        assertThat(lost).hasBinaryContent(before);
        assertThat(Files.getLastModifiedTime(kept).toMillis()).isEqualTo(1000);
    }

    @Test
    void aFolderBegunOtherwiseIsRefused() throws Exception {
        Path set = folder.resolve("set");
        write(set, plan(CellOpinions.NONE), 1);
        DistortedSet.Plan other = new DistortedSet.Plan(
                ReferencePicture.in(pristine), CROP, List.of(Distortion.JPEG), List.of(1), 1, 2, CellOpinions.NONE);
        assertThatThrownBy(() -> write(set, other, 1))
                .isInstanceOf(DistortedSetException.class)
                .hasMessageContaining("another seed, crop, share, variety or other references");
    }

    @Test
    void aShareHoldsTheSamePicturesAsTheWhole() throws Exception {
        DistortedSet.Plan half = new DistortedSet.Plan(
                ReferencePicture.in(pristine),
                CROP,
                List.of(Distortion.GAUSSIAN_BLUR, Distortion.JPEG, Distortion.WHITE_NOISE),
                List.of(1, 2, 3, 4, 5),
                0.5,
                1,
                CellOpinions.NONE);
        write(folder.resolve("half"), half, 2);
        List<String> some = names(folder.resolve("half/images"));
        // 30 fair coins: outside of 6 to 24 once in a thousand seeds; and two references.
        assertThat(some).hasSize(half.pictures() + 2).hasSizeBetween(8, 26);
        assertThat(Files.readAllLines(folder.resolve("half/dmos.csv"))).hasSize(half.pictures() + 1);
        write(folder.resolve("set"), plan(CellOpinions.NONE), 1);
        List<String> both = names(folder.resolve("set/images")).stream()
                .filter(some::contains)
                .toList();
        assertThat(both).hasSizeGreaterThan(2);
        for (String name : both) {
            assertThat(folder.resolve("half/images").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("set/images").resolve(name));
        }
    }

    @Test
    void allBadPicturesAreNamed() throws Exception {
        PngFiles.write(pristine.resolve("c-small.png"), TestScenes.scene(30, 40));
        Files.writeString(pristine.resolve("d-broken.png"), "no png");
        assertThatThrownBy(() -> write(folder.resolve("set"), plan(CellOpinions.NONE), 2))
                .isInstanceOf(DistortedSetException.class)
                .hasMessageContaining("c-small.png has 30 x 40 pixels")
                .hasMessageContaining("d-broken.png");
        assertThat(folder.resolve("set/dmos.csv")).doesNotExist();
    }

    @Test
    void badLabelsAreNamedByFileAndLine() throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.csv"), LABELS + "I01_40_01.png,I01.png,3,0.1\n");
        assertThatThrownBy(() -> CellOpinions.read(labels))
                .isInstanceOf(DistortedSetException.class)
                .hasMessageContaining("labels.csv:5: ")
                .hasMessageContaining("no distortion 40");
        Path other = Files.writeString(folder.resolve("other.csv"), "dist_picture,dmos\n");
        assertThatThrownBy(() -> CellOpinions.read(other)).hasMessageContaining("no column for the image");
    }

    /** The figures of the published table, averaged with another program. */
    @Test
    void cellOpinionsAreTheMeansOfThePublishedTable() throws IOException {
        CellOpinions opinions = CellOpinions.read(SharedData.path("labels/kadid10k_dmos.csv"));
        assertThat(opinions.opinion(Distortion.GAUSSIAN_BLUR, 1).orElseThrow()).isCloseTo(4.61, within(0.005));
        assertThat(opinions.opinion(Distortion.CONTRAST_CHANGE, 5).orElseThrow())
                .isCloseTo(3.32, within(0.005));
    }

    @Test
    void contactSheetShowsARowATypeAndAColumnALevel() throws Exception {
        Path png = folder.resolve("sheet.png");
        ContactSheet.write(png, ReferencePicture.in(pristine).get(0), plan(opinions()));
        assertThat(ImageIO.read(png.toFile()))
                .matches(sheet -> sheet.getWidth() == 3 * 40 && sheet.getHeight() == 2 * (32 + 16));
    }

    private static List<String> names(Path images) throws IOException {
        try (Stream<Path> files = Files.list(images)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
