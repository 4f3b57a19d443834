package io.msliqa.quality.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.PixelImage;
import io.msliqa.quality.labels.ImagePresence;
import io.msliqa.quality.labels.LabelledSet;
import io.msliqa.quality.labels.PublishedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TidSetTest {

    @TempDir
    Path folder;

    private Path labels;

    @BeforeEach
    void picturesAndLabels() throws IOException {
        PngFiles.write(folder.resolve("pristine/a.png"), TestScenes.scene(96, 80));
        StringBuilder csv = new StringBuilder("dist_name,mos\n");
        for (int type = 1; type <= 24; type++) {
            for (int level = 1; level <= 5; level++) {
                csv.append(row("i01", type, level)).append(".25\n");
                csv.append(row("i02", type, level)).append(".75\n");
            }
        }
        labels = Files.writeString(folder.resolve("tid2013.csv"), csv);
    }

    private static String row(String reference, int type, int level) {
        return String.format(Locale.ROOT, "%s_%02d_%d.bmp,%d", reference, type, level, 6 - level);
    }

    private TidSet.Plan plan(double share) throws IOException {
        return new TidSet.Plan(
                ReferencePicture.in(folder.resolve("pristine")), new DistortedSet.Crop(96, 80), share, 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = TidDistortion.class,
            names = {"ADDITIVE_NOISE", "COLOUR_NOISE", "MASKED_NOISE", "MEAN_SHIFT", "CONTRAST_CHANGE", "DENOISING"})
    void theStrengthIsThatOfTheLevelsPsnr(TidDistortion type) {
        PixelImage scene = TestScenes.scene(96, 80);
        double[] wanted = {33, 30, 27, 24, 21};
        for (int level = 2; level <= 4; level++) {
            assertThat(TidDistortion.psnr(scene, type.apply(scene, level, 3)))
                    .as("level " + level)
                    .isCloseTo(wanted[level - 1], within(0.5));
        }
    }

    @Test
    void contrastFallsAtOddLevelsAndRisesAtEvenOnes() {
        PixelImage scene = TestScenes.scene(96, 80);

        assertThat(spread(TidDistortion.CONTRAST_CHANGE.apply(scene, 3, 1))).isLessThan(spread(scene));
        assertThat(spread(TidDistortion.CONTRAST_CHANGE.apply(scene, 4, 1))).isGreaterThan(spread(scene));
    }

    private static double spread(PixelImage picture) {
        double sum = 0;
        double squares = 0;
        for (byte sample : picture.rgb()) {
            sum += sample & 0xFF;
            squares += (sample & 0xFF) * (sample & 0xFF);
        }
        int count = picture.rgb().length;
        return Math.sqrt(squares / count - sum * sum / count / count);
    }

    @Test
    void theSetIsReadAsTid2013WithTheMeanOpinionOfEachCell() throws IOException {
        Path set = folder.resolve("set");
        TidSet.write(set, plan(0.3), labels, 2, (made, of) -> {});

        LabelledSet read = PublishedDataset.TID2013.read(set, ImagePresence.REQUIRED);

        assertThat(read.images()).hasSize(plan(0.3).pictures()).allSatisfy(image -> {
            assertThat(image.opinion()).isEqualTo(6.5 - image.level());
            assertThat(image.reference()).isEqualTo("I01");
        });
    }

    @Test
    void labelsThatLackACellAreRefused() throws IOException {
        List<String> lines = Files.readAllLines(labels);
        Files.write(labels, lines.subList(0, lines.size() - 2));

        assertThatThrownBy(() -> TidSet.write(folder.resolve("set"), plan(1), labels, 1, (made, of) -> {}))
                .isInstanceOf(DistortedSetException.class)
                .hasMessageContaining("no opinion of type 24 at level 5");
    }
}
