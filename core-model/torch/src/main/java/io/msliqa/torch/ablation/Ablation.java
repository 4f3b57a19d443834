package io.msliqa.torch.ablation;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.msliqa.image.PixelImage;
import io.msliqa.model.HeadPolicy;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.quality.labels.LabelledImage;
import io.msliqa.quality.labels.LabelledSet;
import io.msliqa.quality.metrics.Agreement;
import io.msliqa.quality.metrics.Statistic;
import io.msliqa.torch.network.NetInput;
import io.msliqa.torch.network.Offline;
import io.msliqa.torch.network.TorchScriptNetwork;
import io.msliqa.torch.training.BundleValidation;
import io.msliqa.torch.training.BundleValidator;
import io.msliqa.torch.training.Cropper;
import io.msliqa.torch.training.PictureLoader;
import io.msliqa.torch.training.Trainer;
import io.msliqa.torch.training.TrainingListener;
import io.msliqa.torch.training.TrainingPlan;
import io.msliqa.torch.training.TrainingSource;
import io.msliqa.torch.training.Validator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Trains and tests the arms of the paper's Table 1, alike, on pictures that none of them saw.
 *
 * <p>All arms share the plan but for the zoom levels: as many steps of the same pictures in the same order, the same seed, the
 * same choice of the best step on validation pictures. Without TTA a test picture is scored as a whole by the best head; the
 * baseline's is squeezed to its square, as in its training.
 */
public final class Ablation {

    private final TrainingPlan plan;
    private final double scale;
    private final List<TrainingSource> sources;
    private final Trainer.Options options;

    /**
     * One row of the table.
     *
     * @param title of the arm
     * @param paperSrcc the paper's figure; NaN if it has none
     * @param paperPlcc the paper's figure; NaN if it has none
     * @param tested the agreement on each test set, by its name
     */
    public record Row(String title, double paperSrcc, double paperPlcc, Map<String, Agreement> tested) {

        public Row {
            tested = new LinkedHashMap<>(tested);
        }

        /** Whether the paper has such a row. */
        public boolean isThePapers() {
            return !Double.isNaN(paperSrcc);
        }

        /** The mean SRCC over the test sets. */
        public double srcc() {
            return tested.values().stream()
                    .mapToDouble(one -> one.value(Statistic.SRCC).orElse(0))
                    .average()
                    .orElseThrow();
        }
    }

    /**
     * @param plan whose zoom levels are the arms' instead
     * @param scale of the arms' sides, see {@link AblationArm#levels}
     * @param options whose folder gets one for each arm
     */
    public Ablation(TrainingPlan plan, double scale, List<TrainingSource> sources, Trainer.Options options) {
        this.plan = plan;
        this.scale = scale;
        this.sources = List.copyOf(sources);
        this.options = options;
    }

    /**
     * Trains the arms that are not trained yet.
     *
     * @param listeners told of each arm's training
     */
    public void train(Function<AblationArm, TrainingListener> listeners) throws IOException {
        for (AblationArm arm : AblationArm.values()) {
            Trainer trainer = new Trainer(plan.with(arm.levels(scale)), sources, optionsOf(arm));
            trainer.train(listeners.apply(arm));
        }
    }

    /**
     * Tests the trained arms.
     *
     * @param tests sets by name, none of whose pictures should share references with the sources
     * @param most pictures of each test set at most, spread evenly
     * @param scored told how many test pictures were scored since it was last told
     * @return the paper's five rows, in its order, and after them those of the arm that is not the paper's
     */
    public List<Row> test(Map<String, LabelledSet> tests, int most, IntConsumer scored) {
        List<Row> rows = new ArrayList<>();
        for (AblationArm arm : AblationArm.values()) {
            ModelBundle model = ModelBundle.load(folderOf(arm).resolve("best"));
            Map<String, Agreement> whole = new LinkedHashMap<>();
            Map<String, Agreement> tta = new LinkedHashMap<>();
            for (Map.Entry<String, LabelledSet> test : tests.entrySet()) {
                if (arm.tta().isPresent()) {
                    BundleValidator judge =
                            new BundleValidator(model.with(HeadPolicy.MATCHED, Map.of()), options.device(), scored);
                    BundleValidation.OfSource judged = judge.judge(test.getKey(), test.getValue(), most);
                    whole.put(test.getKey(), judged.single());
                    tta.put(test.getKey(), judged.tta().get(arm.tta().get()));
                } else {
                    whole.put(test.getKey(), test(arm, model, test.getValue(), most, scored));
                }
            }
            rows.add(new Row(arm.title(), arm.paperSrcc(), arm.paperPlcc(), whole));
            if (arm.tta().isPresent()) {
                boolean papers = arm == AblationArm.BOTH;
                rows.add(new Row(
                        arm.title() + ", TTA",
                        papers ? AblationArm.TTA_SRCC : Double.NaN,
                        papers ? AblationArm.TTA_PLCC : Double.NaN,
                        tta));
            }
        }
        return rows;
    }

    private Path folderOf(AblationArm arm) {
        return options.folder().resolve(arm.title());
    }

    private Trainer.Options optionsOf(AblationArm arm) {
        return new Trainer.Options(
                arm.title(), folderOf(arm), options.start(), options.device(), options.loading(), options.provenance());
    }

    private Agreement test(AblationArm arm, ModelBundle model, LabelledSet set, int most, IntConsumer scored) {
        List<LabelledImage> images = set.spread(most).images();
        ZoomLevel level = arm.levels(scale).get(0);
        Optional<Cropper> squeeze = arm.squeezes() ? Optional.of(new Cropper(level)) : Optional.empty();
        Device device = options.device();
        double[] scores = new double[images.size()];
        Offline.byDefault();
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(device);
                PictureLoader pictures = new PictureLoader(options.loading());
                TorchScriptNetwork net = TorchScriptNetwork.of(model.network(), device, Arithmetic.FLOAT32)) {
            NetInput input = new NetInput(manager);
            for (int i = 0; i < scores.length; i++) {
                PixelImage picture =
                        pictures.read(List.of(images.get(i).image())).get(0);
                PixelImage seen = squeeze.map(one -> one.middle(picture)).orElse(picture);
                scores[i] = Validator.score(seen, net, input, manager)[
                        model.manifest().bestHead()];
                scored.accept(1);
            }
        }
        return BundleValidator.agreement(set, images, scores);
    }
}
