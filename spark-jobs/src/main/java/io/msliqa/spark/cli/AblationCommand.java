package io.msliqa.spark.cli;

import ai.djl.Device;
import io.msliqa.UserException;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.quality.labels.LabelledSet;
import io.msliqa.quality.metrics.Agreement;
import io.msliqa.quality.metrics.Interval;
import io.msliqa.quality.metrics.Statistic;
import io.msliqa.spark.console.AgreementText;
import io.msliqa.spark.console.PictureBar;
import io.msliqa.spark.console.Terminal;
import io.msliqa.spark.console.TrainingProgress;
import io.msliqa.spark.labels.DataOption;
import io.msliqa.spark.session.EngineSetup;
import io.msliqa.spark.settings.TrainingSettings;
import io.msliqa.torch.ablation.Ablation;
import io.msliqa.torch.ablation.AblationArm;
import io.msliqa.torch.training.Trainer;
import io.msliqa.torch.training.TrainingListener;
import io.msliqa.torch.training.TrainingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code msliqa ablation}: the paper's Table 1 beside one's own figures. */
@Command(
        name = "ablation",
        mixinStandardHelpOptions = true,
        description =
                "Makes the paper's Table 1: trains its arms alike, and one more whose heads know TTA's scales, and tests them"
                        + " on data that none saw. If you start it again with the same options, it goes on where it"
                        + " stopped.")
final class AblationCommand implements Callable<ExitCode> {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FORMAT=PATH[,KEY=VALUE...]",
            description = "Pictures to learn from, as for 'msliqa train'. Keys: " + DataOption.KEYS + ".")
    private List<String> data = new ArrayList<>();

    @Option(
            names = "--test",
            required = true,
            paramLabel = "FORMAT=PATH[,KEY=VALUE...]",
            description = "Pictures to test on, such as tid2013=DIR; may be repeated.")
    private List<String> tests = new ArrayList<>();

    @Option(
            names = "--scale",
            paramLabel = "X",
            description =
                    "Factor for the sides of all zoom levels; less than 1 saves compute (default: the paper's, 1).")
    private double scale = 1;

    @Option(
            names = "--test-pictures",
            paramLabel = "N",
            description = "Tests on at most N pictures of each test set, evenly spread (default: all).")
    private int most = Integer.MAX_VALUE;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the models and the table.")
    private Path output;

    @Mixin
    private JobOptions job;

    @Override
    public ExitCode call() throws IOException {
        if (!(scale > 0 && scale <= 4) || most < 3) {
            throw new UserException("--scale must be above 0 and at most 4, --test-pictures at least 3");
        }
        TrainingSettings settings = job.settings(Map.of()).training();
        int threads = EngineSetup.forOneMachine(settings.threads());
        List<TrainingSource> sources = TrainCommand.sources(data, settings);
        Map<String, LabelledSet> sets = new LinkedHashMap<>();
        for (String test : tests) {
            DataOption option = DataOption.parse(test);
            if (sets.put(option.name(), option.part(settings.plan().seed())) != null) {
                throw new UserException("Two tests are called " + option.name() + "; tell them apart with name=");
            }
        }
        Device device = EngineSetup.device(settings.device());
        Trainer.Options options = new Trainer.Options(
                settings.name(),
                output,
                TrainCommand.start(settings),
                device,
                TrainCommand.loading(settings, threads),
                TrainCommand.provenance(data, settings));
        Ablation ablation = new Ablation(settings.plan(), scale, sources, options);
        ablation.train(this::listener);
        List<Ablation.Row> rows;
        try (PictureBar bar = PictureBar.open("Testing", -1)) {
            rows = ablation.test(sets, most, bar::add);
        }
        print(rows, List.copyOf(sets.keySet()));
        Path table = output.resolve("ablation.csv");
        Files.writeString(table, csv(rows));
        Terminal.out().printf(Locale.ROOT, "%nThe table: %s; the models: %s/ARM/best%n", table, output);
        return ExitCode.OK;
    }

    private TrainingListener listener(AblationArm arm) {
        List<String> levels =
                arm.levels(scale).stream().map(ZoomLevel::toString).toList();
        Terminal.out().printf(Locale.ROOT, "%n%s: %s%n", arm.title(), String.join(", ", levels));
        return new TrainingProgress(
                arm.title(), levels, output.resolve(arm.title()).resolve("curves.png"));
    }

    private static void print(List<Ablation.Row> rows, List<String> tests) {
        Terminal.out()
                .printf(Locale.ROOT, "%nSRCC (95 %%) / PLCC; the paper trained on KADID-10k and tested on TID2013%n%n");
        Terminal.out().printf(Locale.ROOT, "  %-16s %-14s", "arm", "paper");
        tests.forEach(test -> Terminal.out().printf(Locale.ROOT, "  %-34s", test));
        Terminal.out().println();
        for (Ablation.Row row : rows) {
            Terminal.out().printf(Locale.ROOT, "  %-16s %-14s", row.title(), paper(row));
            tests.forEach(test -> Terminal.out()
                    .printf(Locale.ROOT, "  %-34s", figures(row.tested().get(test))));
            Terminal.out().println();
        }
        Ablation.Row first = rows.get(0);
        List<Ablation.Row> papers =
                rows.stream().filter(Ablation.Row::isThePapers).toList();
        Ablation.Row last = papers.get(papers.size() - 1);
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "%nFrom the first row to '%s' SRCC changes by %+.0f %% (the paper: %+.0f %%).%n",
                        last.title(),
                        100 * (last.srcc() / first.srcc() - 1),
                        100 * (last.paperSrcc() / first.paperSrcc() - 1));
    }

    private static String paper(Ablation.Row row) {
        return row.isThePapers() ? String.format(Locale.ROOT, "%.2f / %.2f", row.paperSrcc(), row.paperPlcc()) : "-";
    }

    private static String papers(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String figures(Agreement agreement) {
        return AgreementText.srcc(agreement) + " / " + AgreementText.plcc(agreement);
    }

    private static String csv(List<Ablation.Row> rows) {
        StringBuilder csv = new StringBuilder("arm,paper_srcc,paper_plcc,test,n,srcc,srcc_lower,srcc_upper,plcc\n");
        for (Ablation.Row row : rows) {
            row.tested().forEach((test, agreement) -> {
                Interval interval = agreement.interval(Statistic.SRCC);
                boolean bounded = interval instanceof Interval.Bounds;
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%s,%d,%.6f,%s,%s,%.6f%n",
                        row.title().replace(",", ""),
                        papers(row.paperSrcc()),
                        papers(row.paperPlcc()),
                        test,
                        agreement.size(),
                        agreement.value(Statistic.SRCC).orElse(Double.NaN),
                        bounded ? ((Interval.Bounds) interval).lower() : "",
                        bounded ? ((Interval.Bounds) interval).upper() : "",
                        agreement.value(Statistic.PLCC).orElse(Double.NaN)));
            });
        }
        return csv.toString();
    }
}
