package io.msliqa.torch.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.msliqa.model.HeadPolicy;
import io.msliqa.model.Manifest;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.NetworkTable;
import io.msliqa.patch.Resampler;
import io.msliqa.quality.metrics.Agreement;
import io.msliqa.quality.metrics.Statistic;
import io.msliqa.scale.QualityScale;
import io.msliqa.torch.network.BackboneWeights;
import io.msliqa.torch.network.EarlierModel;
import io.msliqa.torch.network.MsliqaBlock;
import io.msliqa.torch.network.Offline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * Trains a network in a folder, and goes on there if it was stopped: a training that was killed ends with the weights of
 * one that was not.
 *
 * <p>The folder holds the checkpoint and {@code best/}, the model bundle of the best validated step so far.
 */
public final class Trainer {

    private static final String PADDING = "mirror";

    private final TrainingPlan plan;
    private final List<TrainingSource> sources;
    private final Options options;

    /**
     * Says where to train, and from what.
     *
     * @param name of the model
     * @param folder of the training
     * @param start what to begin with: a file of features, see {@link BackboneWeights}, or the directory of a model, whose
     *     features and heads of the same zoom levels go on learning; without, random values
     * @param device where it computes
     * @param loading how pictures are read
     * @param provenance what the manifest should say of data and command
     * @param reading how the model is to be read
     */
    public record Options(
            String name,
            Path folder,
            Optional<Path> start,
            Device device,
            Loading loading,
            Map<String, String> provenance,
            Reading reading) {

        /** A model that is read as usual. */
        public Options(
                String name,
                Path folder,
                Optional<Path> start,
                Device device,
                Loading loading,
                Map<String, String> provenance) {
            this(name, folder, start, device, loading, provenance, Reading.USUAL);
        }

        public Options {
            Objects.requireNonNull(folder, "folder");
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(loading, "loading");
            Objects.requireNonNull(reading, "reading");
            provenance = Map.copyOf(provenance);
        }
    }

    /**
     * How pictures are read.
     *
     * @param threads that read and crop pictures
     * @param memory bytes of decoded pictures that are kept for the epochs to come; 0 to decode them each time
     */
    public record Loading(int threads, long memory) {

        public Loading {
            if (threads < 1 || memory < 0) {
                throw new IllegalArgumentException("Not a way to read pictures: " + threads
                        + " threads (at least 1), memory of " + memory + " bytes (from 0)");
            }
        }
    }

    /**
     * @param sources at least one, of different names. The first one's scale is that of the model's scores, higher being
     *     better
     */
    public Trainer(TrainingPlan plan, List<TrainingSource> sources, Options options) {
        this.plan = Objects.requireNonNull(plan, "plan");
        this.sources = List.copyOf(sources);
        this.options = Objects.requireNonNull(options, "options");
        if (sources.isEmpty()
                || sources.stream().map(TrainingSource::name).distinct().count() < sources.size()) {
            throw new IllegalArgumentException("Training needs sources, each with a name of its own");
        }
        for (TrainingSource source : sources) {
            requireFitting(source);
        }
    }

    private void requireFitting(TrainingSource source) {
        plan.teaching().outputs().indexOf(source.teaches());
        List<Integer> pictures = source.serving().pictures();
        boolean apart = sources.get(0).serving().apart();
        if (source.serving().apart() != apart
                || (apart && pictures.size() != plan.levels().size())) {
            throw new IllegalArgumentException(
                    "Source " + source.name() + " gives " + source.serving().text()
                            + " pictures to a step; all sources give one number, or one for each of the "
                            + plan.levels().size()
                            + " zoom levels");
        }
    }

    /**
     * Does all steps that are still to do, see {@link #train(int, TrainingListener)}.
     */
    public History train(TrainingListener listener) throws IOException {
        return train(plan.steps(), listener);
    }

    /**
     * Does the steps that are still to do, or until patience is at its end.
     *
     * @param until the step to stop at, for a training in portions, which end with the weights of an unbroken one: a
     *     multiple of the steps between validations, or all steps
     * @return how it went; {@code best/} holds the model
     * @throws TrainingException if the folder holds another training, a picture cannot be read or the loss diverges
     * @throws io.msliqa.network.ModelException if the backbone's weights do not fit
     * @throws IOException if the folder cannot be written
     */
    public History train(int until, TrainingListener listener) throws IOException {
        if (until < 1
                || until > plan.steps()
                || (until < plan.steps() && until % plan.validation().every() != 0)) {
            throw new IllegalArgumentException("A training of " + plan.steps() + " steps, saved every "
                    + plan.validation().every() + ", cannot stop at step " + until);
        }
        Files.createDirectories(options.folder());
        Checkpoint checkpoint = new Checkpoint(options.folder());
        Optional<Checkpoint.Progress> earlier = checkpoint.progress();
        earlier.ifPresent(this::requireSamePlan);
        Offline.byDefault();
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(options.device());
                PictureLoader pictures = new PictureLoader(options.loading())) {
            Learner learner = new Learner(plan, Roles.of(sources), newNet(manager, earlier.isPresent()), manager);
            if (earlier.isPresent()) {
                checkpoint.restore(earlier.get(), learner.state(), manager);
            }
            int done = earlier.map(Checkpoint.Progress::step).orElse(0);
            History history = earlier.map(Checkpoint.Progress::history).orElse(History.EMPTY);
            listener.started(done, plan.steps());
            Run run = new Run(learner, pictures, checkpoint, manager, listener);
            return run.from(done, until, history);
        }
    }

    /**
     * Judges the best weights on the validation pictures as they will be used, chooses how to take the heads under TTA
     * by that, and writes the model to {@code model/} in the folder.
     *
     * @param progress told how many pictures were scored since it was last told
     */
    public BundleValidation finish(IntConsumer progress) {
        ModelBundle best = ModelBundle.load(options.folder().resolve("best"))
                .with(HeadPolicy.MATCHED, options.reading().of(plan.teaching().outputs(), plan.levels()), Map.of());
        BundleValidator judge = new BundleValidator(best, options.device(), progress);
        BundleValidation judgement = new BundleValidation(sources.stream()
                .map(source -> judge.judge(
                        source.name(), source.validation(), plan.validation().pictures(), source.teaches()))
                .toList());
        best.with(judgement.policy(), figures(judgement)).save(options.folder().resolve("model"));
        return judgement;
    }

    private static Map<String, String> figures(BundleValidation judgement) {
        Map<String, String> figures = new TreeMap<>();
        for (BundleValidation.OfSource source : judgement.sources()) {
            Agreement tta = source.tta().get(judgement.policy());
            figures.put(
                    "validation " + source.name(),
                    String.format(
                            Locale.ROOT,
                            "SRCC %.3f, PLCC %.3f under TTA on %d held-out pictures",
                            tta.value(Statistic.SRCC).orElse(Double.NaN),
                            tta.value(Statistic.PLCC).orElse(Double.NaN),
                            tta.size()));
        }
        return figures;
    }

    private MsliqaBlock newNet(NDManager manager, boolean resumed) {
        MsliqaBlock net = new MsliqaBlock(new NetworkTable(
                plan.backbone(), plan.levels().size(), plan.teaching().outputs()));
        if (!resumed) {
            options.start().ifPresent(start -> begin(start, net, manager));
        }
        net.initialize(manager, plan.seed());
        return net;
    }

    private void begin(Path start, MsliqaBlock net, NDManager manager) {
        if (Files.isDirectory(start)) {
            EarlierModel.load(ModelBundle.load(start), net, plan.levels(), manager);
        } else {
            BackboneWeights.load(start, net, manager);
        }
    }

    private void requireSamePlan(Checkpoint.Progress earlier) {
        PlanText text = planText();
        if (!earlier.plan().equals(text.toString())) {
            throw new TrainingException(options.folder() + " holds another training, which has done " + earlier.step()
                    + " steps. " + text.difference(earlier.plan())
                    + "\nChoose another folder, or delete that one.");
        }
    }

    private PlanText planText() {
        String start =
                options.start().map(file -> file.getFileName().toString()).orElse("");
        return new PlanText(plan, start, sources);
    }

    /** The bundle of a network, scored by the mean of its heads. */
    private ModelBundle bundle(MsliqaBlock net, Validation validation) {
        var scale = sources.get(0).training().scale();
        Map<String, String> provenance = new TreeMap<>(options.provenance());
        provenance.put("training", planText().toString());
        provenance.put("steps", validation.step() + " of " + plan.steps());
        return ModelBundle.of(
                new Manifest(
                        options.name(),
                        plan.backbone(),
                        plan.levels(),
                        HeadPolicy.MEAN,
                        validation.bestHead(),
                        QualityScale.of(scale.min(), scale.max(), true),
                        Resampler.NAME,
                        PADDING,
                        options.reading().of(plan.teaching().outputs(), plan.levels()),
                        provenance),
                net.toNetwork());
    }

    /** What one call of {@link #train} works with. */
    private final class Run {

        private final Learner learner;
        private final IntFunction<Batch> batches;
        private final Validator validator;
        private final Checkpoint checkpoint;
        private final NDManager manager;
        private final TrainingListener listener;

        Run(
                Learner learner,
                PictureLoader pictures,
                Checkpoint checkpoint,
                NDManager manager,
                TrainingListener listener) {
            this.learner = learner;
            this.batches = sources.get(0).serving().apart()
                    ? new LevelBatches(plan, sources, pictures)::make
                    : new BatchMaker(plan, sources, pictures)::make;
            this.validator = new Validator(plan, sources, pictures);
            this.checkpoint = checkpoint;
            this.manager = manager;
            this.listener = listener;
        }

        History from(int done, int until, History before) throws IOException {
            History history = before;
            LossMean mean = new LossMean(plan.levels().size());
            try (BatchesAhead ahead = new BatchesAhead(batches, done, until)) {
                for (int step = done; step < until && !plan.validation().isExhausted(history); step++) {
                    mean.add(learner.step(step, ahead.take(step)));
                    listener.stepped(step + 1, mean.last());
                    if ((step + 1) % plan.validation().every() == 0 || step + 1 == until) {
                        history = judge(step + 1, mean.take(step + 1), history);
                    }
                }
            }
            return history;
        }

        private History judge(int step, History.Loss loss, History before) throws IOException {
            try (NDManager working = manager.newSubManager()) {
                MsliqaBlock averaged = learner.averagedNet(working);
                Validation validation = validator.validate(step, averaged, options.device(), working);
                History history = before.with(loss, validation);
                if (history.best().equals(validation)) {
                    bundle(averaged, validation).save(options.folder().resolve("best"));
                }
                checkpoint.save(new Checkpoint.Progress(planText().toString(), step, history), learner.state());
                listener.validated(history);
                return history;
            }
        }
    }
}
