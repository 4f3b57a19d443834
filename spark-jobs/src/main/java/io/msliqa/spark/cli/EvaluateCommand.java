package io.msliqa.spark.cli;

import io.msliqa.UserException;
import io.msliqa.protocol.Provenance;
import io.msliqa.quality.labels.ImagePresence;
import io.msliqa.spark.console.EvaluationText;
import io.msliqa.spark.console.PublishedText;
import io.msliqa.spark.console.ScoringProgress;
import io.msliqa.spark.console.Terminal;
import io.msliqa.spark.evaluation.Comparisons;
import io.msliqa.spark.evaluation.EvaluationFiles;
import io.msliqa.spark.evaluation.EvaluationJob;
import io.msliqa.spark.evaluation.Protocol;
import io.msliqa.spark.evaluation.Scores;
import io.msliqa.spark.evaluation.ScoresOption;
import io.msliqa.spark.labels.DataOption;
import io.msliqa.spark.labels.Labels;
import io.msliqa.spark.labels.Missing;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.report.EvaluationPage;
import io.msliqa.spark.scoring.Model;
import io.msliqa.spark.scoring.RunRecord;
import io.msliqa.spark.scoring.ScoringModel;
import io.msliqa.spark.scoring.ScoringRun;
import io.msliqa.spark.session.Session;
import io.msliqa.spark.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code msliqa evaluate}: scores and people's opinions in, agreement with intervals out. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Says how well scores agree with people: correlations and errors with intervals, of all"
                + " pictures and by distortion, level, reference, head, scale and size. It also says which of several"
                + " models is really better. It reads scores from tables, or scores the labelled pictures itself.")
final class EvaluateCommand implements Callable<ExitCode> {

    /** The table in which all models score, so that each picture is decoded once. */
    private static final String TOGETHER = "models";

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "FORMAT=PATH[,KEY=VALUE...]",
            description = "People's opinions: kadid10k, tid2013, koniq10k, live, csiq, spaq, biq2021, csv or parquet."
                    + " Keys: " + DataOption.KEYS + "; for parquet only name, min, max, better and the columns.")
    private String truth;

    @Option(
            names = "--scores",
            paramLabel = "[NAME=]TABLE",
            description =
                    "A score table; or anybody's table of pictures and scores (text with commas, semicolons or tabs,"
                            + " gzipped or not, such as pyiqa writes; or Parquet), with what the scores mean:"
                            + " NAME=FILE,min=0,max=100,better=higher. Further keys of a file: "
                            + ScoresOption.TABLE_KEYS
                            + ". May be repeated. Without it the command scores the labelled pictures into DIR/scores.")
    private List<String> scores = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "[NAME=]DIR",
            description = "A model that scores the labelled pictures (default: model.path). May be repeated: each"
                    + " picture is read and decoded once.")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--protocol",
            description = "Runs the paper's protocol: whole pictures by each head, then more and more patches, with the"
                    + " gain and the cost of each step.")
    private boolean protocol;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Folder for tables, JSON and page.")
    private String output;

    @Option(
            names = "--allow-missing",
            arity = "0..1",
            fallbackValue = "both",
            paramLabel = "scores|labels",
            description = "Leaves out labelled pictures without a score, scored ones without a label, or (alone)"
                    + " both, and says how many. Without it such pictures are an error.")
    private Missing missing = Missing.NONE;

    @Mixin
    private ScoringOptions scoring;

    @Override
    public ExitCode call() throws IOException {
        requireSense();
        Settings settings = scoring.settings(Map.of());
        DataOption option = DataOption.parse(truth);
        try (Session session = scoring.open("msliqa evaluate");
                EvaluationFiles files = EvaluationFiles.at(session.spark(), output)) {
            ImagePresence presence = scores.isEmpty() ? ImagePresence.REQUIRED : ImagePresence.NOT_CHECKED;
            Labels labels = Labels.read(
                    session.spark(), option, settings.training().plan().seed(), presence);
            List<Scores> all =
                    scores.isEmpty() ? scored(session.spark(), files, labels, settings) : given(session.spark());
            requireDifferentNames(all);
            EvaluationJob evaluation = new EvaluationJob(
                    settings.evaluation(),
                    missing,
                    protocol ? Comparisons.WITH_THE_FIRST : Comparisons.ALL_PAIRS,
                    step -> Terminal.out().println(step + " ..."));
            EvaluationJob.Outcome outcome = evaluation.run(labels, all, files.scratch());
            report(outcome, published(option, session.spark()), files, session.spark());
            return outcome.result().hasWarnings() ? ExitCode.WARNINGS : ExitCode.OK;
        }
    }

    /** What was published of the networks of others on these labels, by the models' names. */
    private Map<String, Provenance.Published> published(DataOption option, SparkSession spark) {
        Map<String, Provenance.Published> figures = new LinkedHashMap<>();
        List<String> names = ModelNames.of(models);
        for (int i = 0; i < models.size() && !protocol; i++) {
            String name = names.get(i);
            if (Model.load(place(models.get(i)), spark.sparkContext().hadoopConfiguration())
                    instanceof ScoringModel.Network network) {
                Optional.ofNullable(network.folder()
                                .protocol()
                                .provenance()
                                .published()
                                .get(option.name()))
                        .ifPresent(each -> figures.put(name, each));
            }
        }
        return figures;
    }

    private static void report(
            EvaluationJob.Outcome outcome,
            Map<String, Provenance.Published> published,
            EvaluationFiles files,
            SparkSession spark)
            throws IOException {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        files.write(outcome);
        EvaluationPage.of(outcome.result(), published, hadoop).write(files.page(), hadoop);
        new EvaluationText(outcome.result(), files, Terminal.out()).print();
        new PublishedText(outcome.result(), published, Terminal.out()).print();
    }

    private void requireSense() {
        List<String> problems = new ArrayList<>();
        if (!scores.isEmpty() && !models.isEmpty()) {
            problems.add("--model scores pictures on the way; with --scores they are scored already");
        }
        if (protocol && !scores.isEmpty()) {
            problems.add("--protocol scores the pictures itself, in several ways; leave out --scores");
        }
        if (protocol && scoring.sayHow()) {
            problems.add("--protocol scores in every mode, whole; leave out --mode and --precision");
        }
        if (protocol && models.size() > 1) {
            problems.add("--protocol takes one model; run it for each");
        }
        if (!problems.isEmpty()) {
            throw new UserException(String.join("\n", problems));
        }
    }

    private List<Scores> given(SparkSession spark) {
        return scores.stream()
                .map(ScoresOption::parse)
                .flatMap(option -> option.read(spark).stream())
                .toList();
    }

    private static void requireDifferentNames(List<Scores> all) {
        long names = all.stream().map(Scores::name).distinct().count();
        if (names < all.size()) {
            throw new UserException("Two of the scores are called the same ("
                    + all.stream().map(Scores::name).toList() + "); tell them apart with NAME=TABLE");
        }
    }

    /** Scores the labelled pictures by each model, or in each way of the protocol; what is scored already is kept. */
    private List<Scores> scored(SparkSession spark, EvaluationFiles files, Labels labels, Settings settings) {
        String pictures = files.pictures(labels);
        List<Scores> all = new ArrayList<>();
        if (protocol) {
            Map<String, String> model = models.isEmpty() ? Map.of() : Map.of("model.path", place(models.get(0)));
            Protocol.ways(settings.patches()).forEach((name, values) -> {
                Map<String, String> changed = new LinkedHashMap<>(values);
                changed.putAll(model);
                all.addAll(scored(spark, files.scores(name), pictures, List.of(name), scoring.settings(changed)));
            });
            return all;
        }
        Settings named = models.isEmpty()
                ? settings
                : scoring.settings(models.stream().map(EvaluateCommand::place).toList());
        List<String> names = ModelNames.of(models.isEmpty() ? settings.model().paths() : models);
        return scored(spark, files.scores(TOGETHER), pictures, names, named);
    }

    private static String place(String model) {
        return model.substring(model.indexOf('=') + 1);
    }

    private static List<Scores> scored(
            SparkSession spark, String table, String pictures, List<String> names, Settings settings) {
        Terminal.out().println("Scoring the labelled pictures: " + String.join(", ", names) + " ...");
        try (ScoringProgress.Shown progress = ScoringProgress.start(spark.sparkContext())) {
            RunRecord run = new ScoringRun(spark, settings, progress.listener())
                    .run(new Inputs(List.of(), List.of(pictures), List.of()), table);
            return Scores.ofRun(spark, run, names);
        }
    }
}
