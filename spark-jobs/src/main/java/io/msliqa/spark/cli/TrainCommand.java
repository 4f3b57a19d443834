package io.msliqa.spark.cli;

import ai.djl.Device;
import io.msliqa.UserException;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.quality.metrics.Agreement;
import io.msliqa.spark.console.AgreementText;
import io.msliqa.spark.console.PictureBar;
import io.msliqa.spark.console.Terminal;
import io.msliqa.spark.console.TrainingProgress;
import io.msliqa.spark.labels.DataOption;
import io.msliqa.spark.session.EngineSetup;
import io.msliqa.spark.settings.TrainingSettings;
import io.msliqa.spark.training.PictureLists;
import io.msliqa.torch.training.BundleValidation;
import io.msliqa.torch.training.History;
import io.msliqa.torch.training.Trainer;
import io.msliqa.torch.training.TrainingPlan;
import io.msliqa.torch.training.TrainingSource;
import io.msliqa.torch.training.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code msliqa train}: labelled pictures in, a model out. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Trains a model on labelled pictures, on this machine. To go on after a stop, start it again with the"
                        + " same options.")
final class TrainCommand implements Callable<ExitCode> {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FORMAT=PATH[,KEY=VALUE...]",
            description = "Pictures to learn from. The option may be repeated; the model takes the scale of the first."
                    + " FORMAT is kadid10k, tid2013, koniq10k, live, csiq, spaq, biq2021 or csv. Keys: "
                    + DataOption.KEYS + ".")
    private List<String> data = new ArrayList<>();

    @Option(
            names = "--start",
            paramLabel = "FILE|DIR",
            description =
                    "The weights to begin with: a file with features of torchvision or of a model (.safetensors or .npz),"
                            + " or the folder of a model (setting training.start).")
    private String start = "";

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "The folder for checkpoints and curves; its subfolder 'model' gets the trained model.")
    private Path output;

    @Option(
            names = "--until",
            paramLabel = "STEP",
            description =
                    "Stops after this step, which must be a multiple of training.validate-every. The learning rate"
                            + " falls as if all training.steps were to be done. To do the rest, start again without this"
                            + " option.")
    private Optional<Integer> until = Optional.empty();

    @Option(
            names = "--dry-run",
            description =
                    "Trains nothing. Reads and checks the data, and lists in 'pictures.csv' which pictures would train"
                            + " and which would validate.")
    private boolean dryRun;

    @Mixin
    private JobOptions job;

    @Override
    public ExitCode call() throws IOException {
        Map<String, String> shorthands = new LinkedHashMap<>();
        if (!start.isEmpty()) {
            shorthands.put("training.start", start);
        }
        TrainingSettings settings = job.settings(shorthands).training();
        int threads = EngineSetup.forOneMachine(settings.threads());
        List<TrainingSource> sources = sources(data, settings);
        Device device = EngineSetup.device(settings.device());
        describe(sources, settings, device);
        Path pictures = output.resolve("pictures.csv");
        if (dryRun) {
            Files.createDirectories(output);
            PictureLists.write(sources, pictures);
            Terminal.out()
                    .println("Nothing was trained. Which pictures would be, and which would validate: " + pictures);
            return ExitCode.OK;
        }
        int last = last(settings.plan());
        Trainer trainer = new Trainer(
                settings.plan(),
                sources,
                new Trainer.Options(
                        settings.name(),
                        output,
                        start(settings),
                        device,
                        loading(settings, threads),
                        provenance(data, settings),
                        settings.reading()));
        List<String> levels =
                settings.plan().levels().stream().map(ZoomLevel::toString).toList();
        History history;
        try (TrainingProgress progress = new TrainingProgress("Training", levels, output.resolve("curves.png"))) {
            history = trainer.train(last, progress);
        }
        PictureLists.write(sources, pictures);
        if (last < settings.plan().steps()) {
            Terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%nStopped at step %,d of %,d; the best weights are those after step %,d, in %s.%n"
                                    + "Go on from here with the same command without --until, or begin another training with --start %s%n",
                            last,
                            settings.plan().steps(),
                            history.best().step(),
                            output.resolve("best"),
                            output.resolve("best"));
            return ExitCode.OK;
        }
        Terminal.out().println("Judging the best weights as they will be used");
        try (PictureBar bar = PictureBar.open("Judging", -1)) {
            summarise(history, settings.plan().steps(), trainer.finish(bar::add));
        }
        return ExitCode.OK;
    }

    /** The step to stop at. */
    private int last(TrainingPlan plan) {
        int last = until.orElse(plan.steps());
        int every = plan.validation().every();
        if (last < 1 || last > plan.steps() || (last < plan.steps() && last % every != 0)) {
            throw new UserException("--until is " + last + ", must be a multiple of training.validate-every (" + every
                    + ") and at most training.steps (" + plan.steps() + ")");
        }
        return last;
    }

    /** The sources that data options name. */
    static List<TrainingSource> sources(List<String> data, TrainingSettings settings) {
        List<TrainingSource> sources = data.stream()
                .map(DataOption::parse)
                .map(option -> option.source(settings.plan().seed()))
                .toList();
        long names = sources.stream().map(TrainingSource::name).distinct().count();
        if (names < sources.size()) {
            throw new UserException("Two of the data are called the same; tell them apart with name=");
        }
        return sources;
    }

    /** What to begin with. */
    static Optional<Path> start(TrainingSettings settings) {
        return settings.start().isEmpty() ? Optional.empty() : Optional.of(Path.of(settings.start()));
    }

    /** How pictures are read, with that share of this program's heap for those that are kept. */
    static Trainer.Loading loading(TrainingSettings settings, int threads) {
        long heap = Runtime.getRuntime().maxMemory();
        return new Trainer.Loading(threads, (long) (settings.pictureMemory() * heap));
    }

    /** What a manifest says of data and start: names, no folders of this machine. */
    static Map<String, String> provenance(List<String> data, TrainingSettings settings) {
        String names = data.stream()
                .map(text -> text.replaceAll("=[^,=]*/(?=[^/,])", "="))
                .collect(Collectors.joining(" "));
        String begun =
                start(settings).map(file -> file.getFileName().toString()).orElse("random");
        return Map.of("data", names, "start", begun);
    }

    private static void describe(List<TrainingSource> sources, TrainingSettings settings, Device device) {
        for (TrainingSource source : sources) {
            Terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%s: %,d pictures of %,d references to learn from, %,d of %,d to choose by, %s a step; scores %s%n",
                            source.name(),
                            source.training().images().size(),
                            source.training().references().size(),
                            source.validation().images().size(),
                            source.validation().references().size(),
                            source.serving().text(),
                            source.training().scale());
        }
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "%s with heads %s, %,d steps on %s%n",
                        settings.plan().backbone(),
                        settings.plan().levels(),
                        settings.plan().steps(),
                        device);
    }

    private void summarise(History history, int steps, BundleValidation judgement) {
        List<Validation> validations = history.validations();
        if (validations.get(validations.size() - 1).step() < steps) {
            Terminal.out().println("\nIt ended early: training.patience brought nothing better.");
        }
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "%nThe best weights are those after step %,d. On pictures of references that they never saw:%n",
                        history.best().step());
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "%n  %-16s %-24s %9s %22s %9s%n",
                        "data",
                        "scored as",
                        "pictures",
                        "SRCC (95 %)",
                        "PLCC");
        for (BundleValidation.OfSource source : judgement.sources()) {
            row(source.name(), "whole, best head", source.single());
            source.tta()
                    .forEach((policy, agreement) ->
                            row(source.name(), "TTA, heads " + policy.name().toLowerCase(Locale.ROOT), agreement));
            source.views().ifPresent(agreement -> row(source.name(), "views", agreement));
            source.levels().ifPresent(agreement -> row(source.name(), "levels", agreement));
        }
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "%nUnder TTA the model takes its heads as '%s', which agreed best.%n",
                        judgement.policy().name().toLowerCase(Locale.ROOT));
        Terminal.out().printf(Locale.ROOT, "%nThe model: %s%n", output.resolve("model"));
        Terminal.out().printf(Locale.ROOT, "Its curves: %s%n", output.resolve("curves.png"));
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "Score with it: msliqa score PICTURES --output TABLE --model %s%n",
                        output.resolve("model"));
    }

    private static void row(String data, String how, Agreement agreement) {
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "  %-16s %-24s %,9d %22s %9s%n",
                        data,
                        how,
                        agreement.size(),
                        AgreementText.srcc(agreement),
                        AgreementText.plcc(agreement));
    }
}
