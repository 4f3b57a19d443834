package io.msliqa.torch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.msliqa.model.HeadPolicy;
import io.msliqa.model.HeadReading;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Backbone;
import io.msliqa.network.Cause;
import io.msliqa.network.HeadOutputs;
import io.msliqa.network.Quality;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.quality.labels.LabelledImage;
import io.msliqa.quality.labels.LabelledSet;
import io.msliqa.scale.QualityScale;
import io.msliqa.torch.network.MsliqaBlock;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

    private static final int STEPS = 4;

    @TempDir
    static Path pictures;

    private static TrainingSource noisy;
    private static TrainingSource bright;

    /** Bytes of pixels. */
    private static final long TWO_PICTURES = 2 * 3 * 48 * 40;

    @TempDir
    Path folder;

    @BeforeAll
    static void drawPictures() throws IOException {
        noisy = new TrainingSource(
                "noisy",
                set("noisy", QualityScale.higherIsBetter(1, 5), 8, 48, 40),
                set("noisy-v", QualityScale.higherIsBetter(1, 5), 5, 48, 40),
                4);
        bright = new TrainingSource(
                "bright",
                set("bright", QualityScale.lowerIsBetter(0, 100), 6, 40, 56),
                set("bright-v", QualityScale.lowerIsBetter(0, 100), 4, 40, 56),
                2);
    }

    /** Grey with ever more noise, and scored so. */
    private static LabelledSet set(String name, QualityScale scale, int count, int width, int height)
            throws IOException {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Random random = new Random(name.hashCode() + i);
            double quality = 1 - i / (double) count;
            for (int pixel = 0; pixel < width * height; pixel++) {
                int grey = (int) Math.max(0, Math.min(255, 128 + 90 * (1 - quality) * random.nextGaussian()));
                image.setRGB(pixel % width, pixel / width, grey * 0x010101);
            }
            Path file = pictures.resolve(name + i + ".png");
            ImageIO.write(image, "png", file.toFile());
            images.add(new LabelledImage(
                    file, scale.denormalise(quality), OptionalDouble.empty(), "reference-" + name + i, "", 0));
        }
        return new LabelledSet(name, scale, images);
    }

    private static TrainingPlan plan(double peak) {
        return new TrainingPlan(
                Backbone.MOBILENET_V3_SMALL,
                List.of(ZoomLevel.parse("crop-32"), ZoomLevel.parse("resize-40")),
                STEPS,
                new TrainingPlan.Rate(peak, 2, 1),
                0.02,
                new TrainingPlan.LossWeights(8, 1),
                0.9,
                true,
                new TrainingPlan.Augmentation(true, true, 0.2),
                3,
                new TrainingPlan.ValidationPlan(2, 5, 0));
    }

    private Trainer trainer(Path where, TrainingPlan plan, TrainingSource... sources) {
        return new Trainer(
                plan,
                List.of(sources),
                new Trainer.Options(
                        "tiny",
                        where,
                        Optional.empty(),
                        Device.cpu(),
                        new Trainer.Loading(2, TWO_PICTURES),
                        Map.of("data", "drawn")));
    }

    @Test
    void aTrainingThatWasKilledEndsAsOneThatWasNot() throws IOException {
        Path whole = folder.resolve("whole");
        History unbroken = trainer(whole, plan(1e-3), noisy, bright).train(TrainingListener.NONE);
        Path broken = folder.resolve("broken");
        TrainingListener killer = new TrainingListener() {
            @Override
            public void stepped(int done, double loss) {
                if (done == 3) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        assertThatThrownBy(() -> trainer(broken, plan(1e-3), noisy, bright).train(killer))
                .hasMessage("killed");
        List<Integer> begun = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void started(int done, int steps) {
                begun.add(done);
            }
        };

        History resumed = trainer(broken, plan(1e-3), noisy, bright).train(listener);

        assertThat(begun).containsExactly(2);
        assertThat(resumed).isEqualTo(unbroken);
        assertThat(broken.resolve("checkpoint-4.safetensors"))
                .hasSameBinaryContentAs(whole.resolve("checkpoint-4.safetensors"));
        assertThat(ModelBundle.load(broken.resolve("best")).id())
                .isEqualTo(ModelBundle.load(whole.resolve("best")).id());
        try (var files = Files.list(broken)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("nothing old or half written is left")
                    .containsExactlyInAnyOrder("best", "checkpoint.json", "checkpoint-4.safetensors");
        }
    }

    @Test
    void aTrainingInPortionsEndsAsOneThatWasNot() throws IOException {
        Path whole = folder.resolve("whole");
        History unbroken = trainer(whole, plan(1e-3), noisy, bright).train(TrainingListener.NONE);
        Path portions = folder.resolve("portions");
        History first = trainer(portions, plan(1e-3), noisy, bright).train(2, TrainingListener.NONE);
        assertThat(first.validations())
                .hasSize(1)
                .first()
                .isEqualTo(unbroken.validations().get(0));
        assertThat(trainer(portions, plan(1e-3), noisy, bright).train(TrainingListener.NONE))
                .isEqualTo(unbroken);
        assertThat(portions.resolve("checkpoint-4.safetensors"))
                .hasSameBinaryContentAs(whole.resolve("checkpoint-4.safetensors"));
        assertThatThrownBy(() -> trainer(portions, plan(1e-3), noisy, bright).train(3, TrainingListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot stop at step 3");
    }

    @Test
    void theModelSaysWhatItWasJudgedBy() throws IOException {
        Trainer trainer = trainer(folder, plan(1e-3), noisy, bright);
        History history = trainer.train(TrainingListener.NONE);
        int[] scored = new int[1];

        BundleValidation judgement = trainer.finish(count -> scored[0] += count);

        assertThat(history.validations()).extracting(Validation::step).containsExactly(2, 4);
        assertThat(scored[0]).as("5 + 4 pictures, as wholes and under TTA").isEqualTo(18);
        ModelBundle model = ModelBundle.load(folder.resolve("model"));
        assertThat(model.manifest().headPolicy()).isEqualTo(judgement.policy());
        assertThat(model.manifest().bestHead()).isEqualTo(history.best().bestHead());
        assertThat(model.manifest().scoreScale().max())
                .as("the first source's scale")
                .isEqualTo(5);
        assertThat(model.manifest().heads()).isEqualTo(plan(1e-3).levels());
        assertThat(model.manifest().provenance())
                .containsEntry("data", "drawn")
                .containsKeys("training", "validation noisy", "validation bright");
        assertThat(judgement.sources().get(0).tta().keySet()).containsExactlyInAnyOrder(HeadPolicy.values());
    }

    @Test
    void learnsToTellMoreNoiseFromLess() throws IOException {
        TrainingPlan longer = new TrainingPlan(
                Backbone.MOBILENET_V3_SMALL,
                List.of(ZoomLevel.parse("crop-32")),
                25,
                new TrainingPlan.Rate(2e-3, 2, 3),
                0,
                new TrainingPlan.LossWeights(8, 1),
                0,
                true,
                new TrainingPlan.Augmentation(true, true, 0.2),
                3,
                new TrainingPlan.ValidationPlan(25, 5, 0));

        History history = trainer(folder, longer, noisy).train(new TrainingListener() {});

        double first = plainLoss(0);
        assertThat(history.losses().get(0).levels().get(0)).as("mean loss").isLessThan(first);
    }

    /** The loss of a network that says 0 for every picture of "noisy": the mean squared quality, and no correlation. */
    private static double plainLoss(double said) {
        return 8
                        * noisy.training().images().stream()
                                .mapToDouble(noisy.training()::quality)
                                .map(quality -> (quality - said) * (quality - said))
                                .average()
                                .orElseThrow()
                + 1;
    }

    @Test
    void batchNormalisationKeepsTheStatisticsOfTheStartIfToldSo() throws IOException {
        float[][] means = new float[2][];
        float[][] shifts = new float[2][];
        for (boolean batchStatistics : new boolean[] {false, true}) {
            TrainingPlan plan = new TrainingPlan(
                    Backbone.MOBILENET_V3_SMALL,
                    List.of(ZoomLevel.parse("crop-32")),
                    2,
                    new TrainingPlan.Rate(1e-3, 2, 0),
                    0,
                    new TrainingPlan.LossWeights(8, 1),
                    0,
                    batchStatistics,
                    TrainingPlan.Augmentation.NONE,
                    3,
                    new TrainingPlan.ValidationPlan(2, 5, 0));
            Path where = folder.resolve("" + batchStatistics);
            trainer(where, plan, noisy).train(TrainingListener.NONE);
            try (NDManager manager = NDManager.newBaseManager()) {
                Map<String, Parameter> values = MsliqaBlock.of(
                                ModelBundle.load(where.resolve("best")).network(), manager)
                        .parametersByName();
                means[batchStatistics ? 1 : 0] =
                        values.get("features.0.1.running_mean").getArray().toFloatArray();
                shifts[batchStatistics ? 1 : 0] =
                        values.get("features.0.1.bias").getArray().toFloatArray();
            }
        }

        assertThat(means[0]).containsOnly(0);
        assertThat(means[1]).doesNotContain(0);
        assertThat(shifts[0]).as("they learn all the same").isNotEqualTo(new float[16]);
    }

    @Test
    void aFolderWithAnotherTrainingIsRefused() throws IOException {
        trainer(folder, plan(1e-3), noisy).train(TrainingListener.NONE);

        assertThatThrownBy(() -> trainer(folder, plan(2e-3), noisy).train(TrainingListener.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("another training, which has done 4 steps")
                .hasMessageContaining("learning rate 0.001")
                .hasMessageContaining("learning rate 0.002");
    }

    @Test
    void aPictureThatCannotBeReadIsNamed() throws IOException {
        Path broken = Files.write(pictures.resolve("broken.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        List<LabelledImage> images = new ArrayList<>(noisy.training().images().subList(0, 3));
        images.add(new LabelledImage(broken, 3, OptionalDouble.empty(), "broken", "", 0));
        TrainingSource source = new TrainingSource(
                "broken", new LabelledSet("broken", noisy.training().scale(), images), noisy.validation(), 4);

        assertThatThrownBy(() -> trainer(folder, plan(1e-3), source).train(TrainingListener.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("broken.png")
                .hasMessageContaining("take its row out of the labels");
    }

    /** With a rate that moves nothing, no validation is better than the first. */
    @Test
    void aTrainingThatGetsNoBetterEndsWhenPatienceDoes() throws IOException {
        TrainingPlan still = new TrainingPlan(
                Backbone.MOBILENET_V3_SMALL,
                List.of(ZoomLevel.parse("crop-32")),
                9,
                new TrainingPlan.Rate(1e-12, 1, 0),
                0,
                new TrainingPlan.LossWeights(8, 1),
                0.99,
                true,
                TrainingPlan.Augmentation.NONE,
                3,
                new TrainingPlan.ValidationPlan(1, 3, 2));

        History history = trainer(folder, still, noisy).train(TrainingListener.NONE);

        int best = history.best().step();
        assertThat(history.validations()).hasSize(best + 2).hasSizeLessThan(9);
        assertThat(trainer(folder, still, noisy).train(TrainingListener.NONE)).isEqualTo(history);
    }

    /** Labels are checked where they are read; a plan whose weights overflow is not. */
    @Test
    void aLossThatRunsAwayStopsTheTraining() {
        TrainingPlan wild = new TrainingPlan(
                Backbone.MOBILENET_V3_SMALL,
                List.of(ZoomLevel.parse("crop-32")),
                STEPS,
                new TrainingPlan.Rate(1, 1e30, 0),
                0,
                new TrainingPlan.LossWeights(8, 1),
                0,
                true,
                TrainingPlan.Augmentation.NONE,
                1,
                new TrainingPlan.ValidationPlan(STEPS, 3, 0));

        assertThatThrownBy(() -> trainer(folder, wild, noisy).train(TrainingListener.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("zoom level crop-32")
                .hasMessageContaining("take a smaller learning rate");
    }

    @Test
    void sourcesThatCannotBeLearnedFromAreRefused() {
        assertThatThrownBy(() -> new TrainingSource("few", noisy.training(), noisy.validation(), 9))
                .hasMessageContaining("8 pictures to train with");
        assertThatThrownBy(() -> new TrainingSource("one", noisy.training(), noisy.validation(), 1))
                .hasMessageContaining("at least 2");
        assertThatThrownBy(() -> trainer(folder, plan(1e-3), noisy, noisy)).hasMessageContaining("a name of its own");
    }

    private static final HeadOutputs SEVERAL =
            new HeadOutputs(List.of(Quality.FIDELITY, Quality.OPINION), List.of(Cause.NONE, Cause.NOISE, Cause.BLUR));

    private static TrainingPlan several(boolean oneBatch) {
        TrainingPlan paper = plan(1e-3);
        return new TrainingPlan(
                paper.backbone(),
                List.of(ZoomLevel.parse("zoom-50/crop-32"), ZoomLevel.parse("crop-32")),
                paper.steps(),
                new TrainingPlan.Rate(1e-3, 2, 1, 0),
                paper.weightDecay(),
                paper.loss(),
                paper.averaging(),
                true,
                paper.augmentation(),
                paper.seed(),
                paper.validation(),
                new Teaching(SEVERAL, 0.15, 0.5, 1, oneBatch, 0.5, 0.5));
    }

    /** Pairs of one reference, of which some are as they were. */
    private static TrainingSource pairs() {
        List<LabelledImage> images = noisy.training().images().stream()
                .map(image -> {
                    int number = noisy.training().images().indexOf(image);
                    boolean clean = number % 4 == 0;
                    return new LabelledImage(
                            image.image(),
                            image.opinion(),
                            image.deviation(),
                            "reference-" + number / 4,
                            clean ? "" : "11-white-noise",
                            clean ? 0 : number % 4,
                            OptionalInt.empty(),
                            Optional.of(clean ? Cause.NONE : Cause.NOISE),
                            true);
                })
                .toList();
        LabelledSet set = new LabelledSet("noisy", noisy.training().scale(), images);
        return new TrainingSource(
                "noisy", set, noisy.validation(), new Serving(List.of(2, 4), true, 0.5), Quality.FIDELITY, "noise");
    }

    private static TrainingSource authentic() {
        return new TrainingSource(
                "bright",
                bright.training(),
                bright.validation(),
                new Serving(List.of(2, 2), false, 0),
                Quality.OPINION,
                "bright");
    }

    private Trainer severalHeads(Path where, boolean oneBatch) {
        return new Trainer(
                several(oneBatch),
                List.of(pairs(), authentic()),
                new Trainer.Options(
                        "several",
                        where,
                        Optional.empty(),
                        Device.cpu(),
                        new Trainer.Loading(2, TWO_PICTURES),
                        Map.of(),
                        new Reading(
                                Optional.empty(),
                                List.of(new Reading.View(0.5, 1), new Reading.View(2, 3)),
                                List.of(),
                                List.of())));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void headsOfSeveralOutputsLearnAndAreReadAsTheOptionsSay(boolean oneBatch) throws IOException {
        Path where = folder.resolve("several");
        severalHeads(where, oneBatch).train(2, TrainingListener.NONE);
        History history = severalHeads(where, oneBatch).train(TrainingListener.NONE);
        Path whole = folder.resolve("whole");
        History unbroken = severalHeads(whole, oneBatch).train(TrainingListener.NONE);

        assertThat(history).isEqualTo(unbroken);
        ModelBundle model = ModelBundle.load(where.resolve("best"));
        assertThat(model.id()).isEqualTo(ModelBundle.load(whole.resolve("best")).id());
        assertThat(model.network().table().columns()).isEqualTo(2 * 5);
        assertThat(model.manifest().reading().outputs()).isEqualTo(SEVERAL);
        assertThat(model.manifest().reading().views())
                .containsExactly(new HeadReading.WholeView(0.5, 0, 1), new HeadReading.WholeView(2, 1, 3));
        BundleValidation judged = severalHeads(where, oneBatch).finish(pictures -> {});
        assertThat(judged.policy()).isEqualTo(HeadPolicy.MATCHED);
        assertThat(judged.sources())
                .allSatisfy(source -> assertThat(source.views()).isPresent())
                .allSatisfy(source -> assertThat(source.levels()).isPresent());
        assertThat(ModelBundle.load(where.resolve("model")).manifest().headPolicy())
                .isEqualTo(HeadPolicy.MATCHED);
    }

    @Test
    void sourcesMustTeachWhatTheHeadsPutOut() {
        assertThatThrownBy(() -> trainer(folder, plan(1e-3), authentic()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[score], not opinion");
    }
}
