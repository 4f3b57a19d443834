package io.msliqa.quality.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.PixelImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpinionEstimateTest {

    private static final DistortedSet.Crop CROP = new DistortedSet.Crop(96, 72);
    private static final long SEED = 5;

    @TempDir
    Path folder;

    private PixelImage pristine;
    private List<ReferencePicture> references;

    @BeforeEach
    void draw() throws IOException {
        pristine = TestScenes.scene(96, 72);
        PngFiles.write(folder.resolve("one.png"), pristine);
        references = ReferencePicture.in(folder);
    }

    /** People who answer by a known logistic curve of HaarPSI: then the unjudged cells lie on that curve, too. */
    @Test
    void unjudgedCellsGetWhatTheJudgedOnesSayOfTheirDamage() throws Exception {
        StringBuilder labels = new StringBuilder("dist_img,dmos,var\n");
        for (Distortion type : Distortion.KADID10K) {
            for (int level = 1; level <= 5; level++) {
                labels.append(String.format(
                        Locale.ROOT, "I01_%02d_%02d.png,%.6f,0.5%n", type.number(), level, opinion(type, level)));
            }
        }
        Path file = Files.writeString(folder.resolve("dmos.csv"), labels);

        OpinionEstimate estimate = OpinionEstimate.of(references, CROP, SEED, CellOpinions.read(file), 0, 2);

        assertThat(estimate.rootMeanSquare()).isLessThan(0.01);
        assertThat(estimate.srcc()).isGreaterThan(0.999);
        for (Distortion type : Distortion.values()) {
            assertThat(estimate.opinions().opinion(type, 3).orElseThrow())
                    .as("%s", type)
                    .isCloseTo(opinion(type.isJudgedAsDarkened() ? Distortion.DARKEN : type, 3), within(0.02));
        }
        assertThat(estimate.opinions().deviation(Distortion.JPEG, 3)).hasValue(0.5);
        assertThat(estimate.opinions().deviation(Distortion.SPARSE_SAMPLING, 3)).isEmpty();
    }

    /** People forgive quantization by a point; they forgive still fewer levels as much, but for the measure's own share. */
    @Test
    void whatGoesOnFromAJudgedTypeIsForgivenAsThatOne() throws Exception {
        StringBuilder labels = new StringBuilder("dist_img,dmos\n");
        for (Distortion type : Distortion.KADID10K) {
            for (int level = 1; level <= 5; level++) {
                double forgiven = type == Distortion.QUANTIZATION && level == 5 ? 1 : 0;
                labels.append(String.format(
                        Locale.ROOT,
                        "I01_%02d_%02d.png,%.6f%n",
                        type.number(),
                        level,
                        opinion(type, level) + forgiven));
            }
        }
        CellOpinions judged = CellOpinions.read(Files.writeString(folder.resolve("dmos.csv"), labels));

        CellOpinions alone =
                OpinionEstimate.of(references, CROP, SEED, judged, 0, 2).opinions();
        CellOpinions mixed =
                OpinionEstimate.of(references, CROP, SEED, judged, 0.4, 2).opinions();

        double onCurve = opinion(Distortion.POSTERIZATION, 2);
        assertThat(alone.opinion(Distortion.POSTERIZATION, 2).orElseThrow()).isCloseTo(onCurve + 1, within(0.1));
        assertThat(mixed.opinion(Distortion.POSTERIZATION, 2).orElseThrow()).isCloseTo(onCurve + 0.6, within(0.1));
        assertThat(mixed.opinion(Distortion.FEW_COLOURS, 2).orElseThrow())
                .isCloseTo(opinion(Distortion.FEW_COLOURS, 2), within(0.1));
    }

    private double opinion(Distortion type, int level) {
        PixelImage distorted = type.apply(pristine, level, SeededRandom.seedOf(SEED, 1));
        return 1 + 4 / (1 + Math.exp(-8 * (HaarPsi.similarity(pristine, distorted) - 0.6)));
    }

    /** What is dark by a gain is judged as what is dark by a curve of the same strength, unless people have judged it. */
    @Test
    void aShareOfBrightnessOrContrastThatIsMissingIsJudgedAsThatOfTheMiddleTones() throws IOException {
        String labels = "dist_img,dmos\nI01_17_02.png,4.5\nI01_17_03.png,4.4\nI01_17_04.png,3.8\n";
        CellOpinions darkened = CellOpinions.read(Files.writeString(folder.resolve("a.csv"), labels));
        CellOpinions both =
                CellOpinions.read(Files.writeString(folder.resolve("b.csv"), labels + "I01_35_02.png,4.1\n"));

        assertThat(darkened.opinion(Distortion.UNDEREXPOSURE, 2)).hasValue(4.5);
        // Darkened by 0.2 and 0.4 it is 4.4 and 3.8.
        assertThat(darkened.opinion(Distortion.FADING, 4).orElseThrow()).isCloseTo(4.1, within(1e-9));
        assertThat(darkened.opinion(Distortion.FADING, 5)).hasValue(3.8);
        assertThat(darkened.opinion(Distortion.FADING, 1)).isEmpty();
        assertThat(darkened.opinion(Distortion.BRIGHTEN, 2)).isEmpty();
        assertThat(darkened.isJudged(Distortion.FADING, 2)).isFalse();
        assertThat(both.opinion(Distortion.UNDEREXPOSURE, 2)).hasValue(4.1);
    }

    @Test
    void withoutOpinionsThereIsNothingToReadOff() {
        assertThatThrownBy(() -> OpinionEstimate.of(references, CROP, SEED, CellOpinions.NONE, 0, 1))
                .isInstanceOf(DistortedSetException.class)
                .hasMessageContaining("KADID-10k's label table");
    }
}
