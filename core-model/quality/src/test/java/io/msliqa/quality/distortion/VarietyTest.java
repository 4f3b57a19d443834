package io.msliqa.quality.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.network.Cause;
import io.msliqa.quality.labels.ImagePresence;
import io.msliqa.quality.labels.LabelledImage;
import io.msliqa.quality.labels.LabelledSet;
import io.msliqa.quality.labels.PublishedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VarietyTest {

    private static final List<Integer> LEVELS = List.of(1, 2, 3, 4, 5);

    @TempDir
    Path folder;

    private CellOpinions opinions;

    @BeforeEach
    void picturesAndLabels() throws IOException {
        PngFiles.write(folder.resolve("pristine/a.png"), TestScenes.scene(48, 40));
        PngFiles.write(folder.resolve("pristine/b.png"), TestScenes.scene(40, 32));
        opinions = CellOpinions.read(Files.writeString(folder.resolve("labels.csv"), """
                dist_img,ref_img,dmos,var
                I01_01_01.png,I01.png,4.5,0.6
                I01_01_02.png,I01.png,4.0,0.6
                I01_01_03.png,I01.png,3.0,0.6
                I01_01_04.png,I01.png,2.0,0.6
                I01_01_05.png,I01.png,1.2,0.4
                I01_11_01.png,I01.png,4.3,0.6
                I01_11_02.png,I01.png,3.5,0.6
                I01_11_03.png,I01.png,2.7,0.6
                I01_11_04.png,I01.png,2.2,0.6
                I01_11_05.png,I01.png,1.7,0.6
                I01.png,I01.png,4.75,
                I01_01_02_11_03.png,I01.png,1,
                """));
    }

    private DistortedSet.Plan plan(Variety variety) throws IOException {
        return plan(variety, 1);
    }

    private DistortedSet.Plan plan(Variety variety, long seed) throws IOException {
        return new DistortedSet.Plan(
                ReferencePicture.in(folder.resolve("pristine")),
                new DistortedSet.Crop(40, 32),
                List.of(Distortion.GAUSSIAN_BLUR, Distortion.WHITE_NOISE),
                LEVELS,
                1,
                seed,
                opinions,
                variety);
    }

    @Test
    void strengthsBetweenLevelsAreGeometricAndFadeBelowTheFirst() {
        assertThat(new Step(Distortion.WHITE_NOISE, 4).strength()).isEqualTo(0.005);
        // Half way from 0.005 to 0.01.
        assertThat(new Step(Distortion.WHITE_NOISE, 4.5).strength()).isCloseTo(Math.sqrt(0.00005), within(1e-12));
        assertThat(new Step(Distortion.WHITE_NOISE, 0.5).strength()).isCloseTo(0.0005, within(1e-12));
        assertThat(new Step(Distortion.JPEG, 0.5).strength()).isEqualTo(43 + 54 * 0.5);
        assertThat(new Step(Distortion.WHITE_NOISE, 4.5).cell()).isEqualTo(5);
    }

    @Test
    void opinionsLieBetweenThoseOfTheCellsAndAddUpByANorm() {
        assertThat(blur(2.5).opinion(opinions)).hasValue(3.5);
        assertThat(noise(0.5).opinion(opinions)).hasValue(4.5);
        Version both = new Version(List.of(new Step(Distortion.GAUSSIAN_BLUR, 3), new Step(Distortion.WHITE_NOISE, 3)));

        // Losses of 1.7 and 2.0 from 4.7.
        double lost = Math.pow(Math.pow(1.7, 1.5) + Math.pow(2, 1.5), 2.0 / 3);
        assertThat(both.opinion(opinions).orElseThrow()).isCloseTo(4.7 - lost, within(1e-9));
    }

    private static Version blur(double level) {
        return new Version(List.of(new Step(Distortion.GAUSSIAN_BLUR, level)));
    }

    private static Version noise(double level) {
        return new Version(List.of(new Step(Distortion.WHITE_NOISE, level)));
    }

    @Test
    void theCauseIsNothingWherePeopleSeeNothingAndUnknownNearBy() {
        assertThat(blur(1).cause(opinions)).hasValue(Cause.NONE);
        assertThat(noise(1).cause(opinions)).isEmpty();
        assertThat(blur(3).cause(opinions)).hasValue(Cause.BLUR);
        Version both = new Version(List.of(new Step(Distortion.GAUSSIAN_BLUR, 2), new Step(Distortion.WHITE_NOISE, 4)));
        assertThat(both.cause(opinions)).as("the worse one").hasValue(Cause.NOISE);
        Version alike =
                new Version(List.of(new Step(Distortion.GAUSSIAN_BLUR, 3), new Step(Distortion.WHITE_NOISE, 3)));
        assertThat(alike.cause(opinions)).as("neither").isEmpty();
    }

    @Test
    void aVariedSetIsReadWithItsReferencesCausesAndGreys() throws Exception {
        Path set = folder.resolve("set");
        DistortedSet.Plan plan = plan(new Variety(true, 0.4, OptionalDouble.of(4.75)));
        DistortedSet.write(set, plan, 2, (made, of) -> {});

        LabelledSet read = PublishedDataset.KADID10K.read(set, ImagePresence.REQUIRED);

        assertThat(read.images()).hasSize(plan.pictures() + 2);
        assertThat(read.images())
                .filteredOn(image -> image.distortion().isEmpty())
                .hasSize(2)
                .allSatisfy(image -> {
                    assertThat(image.opinion()).isEqualTo(4.75);
                    assertThat(image.cause()).hasValue(Cause.NONE);
                    assertThat(image.greyToo()).isTrue();
                });
        assertThat(read.images())
                .filteredOn(image -> image.image().getFileName().toString().length() > "I01_01_01.png".length())
                .as("composed")
                .hasSizeBetween(2, 14);
        assertThat(read.images())
                .filteredOn(image -> image.level() == 5)
                .extracting(LabelledImage::cause)
                .contains(Optional.of(Cause.BLUR));
    }

    @Test
    void withoutVarietyAPictureIsThatOfTheCell() throws Exception {
        for (Version version :
                Versions.of(plan(Variety.NONE), plan(Variety.NONE).references().get(0))) {
            assertThat(version.steps()).hasSize(1);
            Step step = version.steps().get(0);
            assertThat(step.strength()).isEqualTo(step.type().strength(step.cell()));
        }
    }

    @Test
    void inStepsASecondDistortionHasALevelToo() throws Exception {
        List<Double> levels = new ArrayList<>();
        for (long seed = 1; seed <= 10; seed++) {
            DistortedSet.Plan plan = plan(new Variety(false, 1, OptionalDouble.empty()), seed);
            for (ReferencePicture reference : plan.references()) {
                Versions.of(plan, reference)
                        .forEach(version -> levels.add(version.steps().get(1).level()));
            }
        }

        assertThat(levels).hasSize(200).contains(1.0, 2.0, 3.0, 4.0).isSubsetOf(1.0, 2.0, 3.0, 4.0);
    }

    @Test
    void estimatesAreMixedInWithTheirWeight() {
        CellOpinions mixed = opinions.completedBy((type, level) -> 2, 0.4);

        assertThat(mixed.opinion(Distortion.GAUSSIAN_BLUR, 2).orElseThrow()).isCloseTo(0.6 * 4 + 0.4 * 2, within(1e-9));
        assertThat(mixed.opinion(Distortion.JPEG, 2)).hasValue(2);
    }
}
