package io.msliqa.spark.console;

import io.msliqa.quality.metrics.Coefficient;
import io.msliqa.quality.metrics.Statistic;
import io.msliqa.spark.evaluation.Cost;
import io.msliqa.spark.evaluation.EvaluationFiles;
import io.msliqa.spark.evaluation.EvaluationResult;
import io.msliqa.spark.evaluation.Figures;
import io.msliqa.spark.evaluation.ModelResult;
import io.msliqa.spark.evaluation.Ranking;
import io.msliqa.spark.labels.Matches;
import io.msliqa.spark.rows.AgreementRow;
import io.msliqa.spark.rows.AgreementRow.Part;
import io.msliqa.spark.rows.ComparisonRow;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.hadoop.fs.Path;

/** Tells a person what an evaluation found, when it has ended. */
public final class EvaluationText {

    private static final int NAME = 26;
    private static final int SHORT_NAME = 16;
    private static final int SIDE_BY_SIDE = 2;
    private static final int ABREAST = 3;
    private static final int SHOWN_PARTS = 3;

    private final EvaluationResult result;
    private final EvaluationFiles files;
    private final PrintStream out;

    public EvaluationText(EvaluationResult result, EvaluationFiles files, PrintStream out) {
        this.result = result;
        this.files = files;
        this.out = out;
    }

    public void print() {
        counts();
        figures();
        variants();
        extremes();
        comparisons();
        whatNext();
    }

    private void counts() {
        Matches matches = result.matches();
        out.printf(
                Locale.ROOT,
                "%n%,d of %,d labelled pictures of %s count, of %,d references%n  scores are put on the labels' scale, %s%n",
                matches.matched(),
                matches.labelled(),
                result.labels(),
                result.references(),
                result.scale());
        matches.models().forEach((model, counts) -> {
            if (counts.missing() > 0 || !counts.failed().isEmpty()) {
                out.printf(
                        Locale.ROOT,
                        "  left out: %,d labelled pictures without a score by %s%s%n",
                        counts.missing()
                                + counts.failed().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum(),
                        model,
                        counts.failed().isEmpty() ? "" : ", of which failed " + counts.failed());
            }
        });
        if (matches.unlabelled() > 0) {
            out.printf(Locale.ROOT, "  left out: %,d scored pictures without a label%n", matches.unlabelled());
        }
        result.notes().forEach(note -> out.println("  " + note));
    }

    private void figures() {
        out.printf(
                Locale.ROOT,
                "%nAgreement with people, with %.0f %% intervals from %,d draws of references%n",
                100 * result.bootstrap().confidence(),
                result.bootstrap().resamples());
        List<Line> lines = lines();
        if (result.models().size() <= SIDE_BY_SIDE) {
            sideBySide(lines);
        } else {
            below(lines);
        }
        for (Statistic statistic : Statistic.values()) {
            if (!isKnown(statistic)) {
                out.printf(
                        Locale.ROOT,
                        "  %-" + NAME + "s  none: %s%n",
                        statistic.title(),
                        Figures.value(new Figures(result.models().get(0)).whole(statistic)));
            }
        }
    }

    private record Line(String title, Cell cell) {}

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Statistic statistic : Statistic.values()) {
            if (isKnown(statistic)) {
                lines.add(new Line(statistic.title(), model -> Figures.both(new Figures(model).whole(statistic))));
            }
        }
        lines.add(new Line(
                "SRCC, Bonett-Wright",
                model -> Figures.interval(
                        new Figures(model).whole(Statistic.SRCC).bonettWright())));
        if (result.models().stream().anyMatch(model -> model.cost().isPresent())) {
            lines.add(new Line("patches a picture", model -> cost(model, Cost::patches, "%.1f")));
            lines.add(new Line("core-seconds a picture", model -> cost(model, Cost::seconds, "%.3f")));
        }
        return lines;
    }

    private boolean isKnown(Statistic statistic) {
        return result.models().stream()
                .anyMatch(model -> new Figures(model).whole(statistic).value().isDefined());
    }

    private void sideBySide(List<Line> lines) {
        row("", ModelResult::name);
        lines.forEach(line -> row(line.title(), line.cell()));
    }

    /** Writes many models below each other, with few figures each, so that a terminal of 100 columns holds them. */
    private void below(List<Line> lines) {
        for (int from = 0; from < lines.size(); from += ABREAST) {
            List<Line> some = lines.subList(from, Math.min(lines.size(), from + ABREAST));
            out.printf(Locale.ROOT, "%n  %-" + SHORT_NAME + "s", "");
            some.forEach(line -> out.printf(Locale.ROOT, " %-" + NAME + "s", line.title()));
            out.println();
            for (ModelResult model : result.models()) {
                out.printf(Locale.ROOT, "  %-" + SHORT_NAME + "s", cut(model.name(), SHORT_NAME));
                some.forEach(line -> out.printf(
                        Locale.ROOT, " %-" + NAME + "s", cut(line.cell().of(model), NAME)));
                out.println();
            }
        }
    }

    private interface Cell {
        String of(ModelResult model);
    }

    private void row(String title, Cell cell) {
        out.printf(Locale.ROOT, "  %-" + NAME + "s", title);
        result.models().forEach(model -> out.printf(Locale.ROOT, "  %-" + NAME + "s", cut(cell.of(model), NAME)));
        out.println();
    }

    private static String cost(ModelResult model, ToDoubleFunction<Cost> which, String format) {
        return model.cost()
                .map(cost -> String.format(Locale.ROOT, format, which.applyAsDouble(cost)))
                .orElse("not known");
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3) + "...";
    }

    private void variants() {
        Map<Part, String> kinds = new LinkedHashMap<>();
        kinds.put(Part.HEAD, "by one head alone");
        kinds.put(Part.SCALE, "by the patches of one scale");
        kinds.put(Part.SIZE, "by the patches of one size");
        for (ModelResult model : detailed()) {
            kinds.forEach((part, title) -> {
                List<AgreementRow> rows = new Figures(model).of(part, Statistic.SRCC);
                if (!rows.isEmpty()) {
                    out.printf(Locale.ROOT, "%n%s, %s, SRCC:%n", model.name(), title);
                    rows.forEach(
                            row -> out.printf(Locale.ROOT, "  %-" + NAME + "s  %s%n", row.of(), Figures.both(row)));
                }
            });
        }
    }

    /** Keeps the first and the last of many models; the page has all. */
    private List<ModelResult> detailed() {
        List<ModelResult> models = result.models();
        return models.size() <= 3 ? models : List.of(models.get(0), models.get(models.size() - 1));
    }

    private void extremes() {
        for (ModelResult model : detailed()) {
            List<AgreementRow> parts = new ArrayList<>(new Figures(model)
                    .of(Part.DISTORTION, Statistic.SRCC).stream()
                            .filter(row -> row.value().isDefined())
                            .toList());
            if (parts.size() > 1) {
                parts.sort(Comparator.comparingDouble(row -> row.value().orElse(0)));
                List<AgreementRow> worst = parts.subList(0, Math.min(SHOWN_PARTS, parts.size()));
                out.printf(Locale.ROOT, "%n%s agrees least on (SRCC):%n", model.name());
                worst.forEach(row -> out.printf(Locale.ROOT, "  %-" + NAME + "s  %s%n", row.of(), Figures.both(row)));
                new Figures(model)
                        .of(Part.MACRO, Statistic.SRCC)
                        .forEach(row -> out.printf(
                                Locale.ROOT,
                                "  %-" + NAME + "s  %s%n",
                                "mean over " + row.n() + " " + row.of().toLowerCase(Locale.ROOT) + "s",
                                Figures.both(row)));
            }
        }
    }

    private void comparisons() {
        if (result.comparisons().isEmpty()) {
            return;
        }
        Optional<Ranking> ranking = Ranking.of(result);
        if (ranking.isPresent()) {
            new RankingText(ranking.get(), out).print();
            return;
        }
        out.printf(
                Locale.ROOT,
                "%nWho is really better: differences of SRCC on the same pictures,%np-values after Holm's correction%n%n");
        for (ComparisonRow row : result.comparisons()) {
            if (row.comparison().statistic() == Statistic.SRCC) {
                out.printf(
                        Locale.ROOT,
                        "  %-" + SHORT_NAME + "s - %-" + SHORT_NAME + "s  %s%s%n",
                        cut(row.first(), SHORT_NAME),
                        cut(row.second(), SHORT_NAME),
                        row.comparison().isPossible()
                                ? Figures.signed(row.comparison().difference()) + " ("
                                        + Figures.interval(row.comparison().interval()) + ")  p "
                                        + Figures.p(row.corrected()) + "  "
                                : "",
                        cut(row.verdict(), NAME));
            }
        }
    }

    private void whatNext() {
        out.printf(Locale.ROOT, "%nThe report, to look at: %s%n", shown(files.page()));
        out.printf(Locale.ROOT, "All figures: %s (Parquet), %s%n", shown(files.agreement()), shown(files.json()));
        out.printf(Locale.ROOT, "Every picture with its scores: %s (Parquet)%n", shown(files.pairs()));
        boolean undefined = result.models().stream()
                .anyMatch(model -> new Figures(model).whole(Statistic.SRCC).value() instanceof Coefficient.Undefined);
        if (undefined) {
            out.println("A model without SRCC cannot be judged by these labels; the table says why.");
        }
    }

    private static String shown(Path path) {
        return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }
}
