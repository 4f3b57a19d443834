package io.msliqa.spark.console;

import io.msliqa.protocol.Provenance.Published;
import io.msliqa.quality.metrics.Statistic;
import io.msliqa.spark.evaluation.EvaluationResult;
import io.msliqa.spark.evaluation.Figures;
import io.msliqa.spark.evaluation.ModelResult;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** The columns of the paper's Table 2: each model's agreement as it was published beside what was measured. */
public final class PublishedText {

    private static final int NAME = 24;

    private final EvaluationResult result;
    private final Map<String, Published> published;
    private final PrintStream out;

    /** @param published figures for these labels, by the models' names */
    public PublishedText(EvaluationResult result, Map<String, Published> published, PrintStream out) {
        this.result = result;
        this.published = published;
        this.out = out;
    }

    /** Writes a line a model, the best first; nothing where no figure was published. */
    public void print() {
        if (published.isEmpty()) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "%nPublished and measured on %s%n  %-" + NAME + "s %9s %-24s %9s %-24s%n",
                result.labels(),
                "",
                "published",
                "SRCC",
                "published",
                "PLCC");
        for (ModelResult model : result.bestFirst()) {
            Published figures = published.getOrDefault(model.name(), new Published(Double.NaN, Double.NaN, ""));
            out.printf(
                    Locale.ROOT,
                    "  %-" + NAME + "s %9s %-24s %9s %-24s%n",
                    cut(model.name()),
                    Figures.published(figures.srcc()),
                    Figures.both(new Figures(model).whole(Statistic.SRCC)),
                    Figures.published(figures.plcc()),
                    Figures.both(new Figures(model).whole(Statistic.PLCC)));
        }
        published.values().stream()
                .map(Published::from)
                .filter(from -> !from.isEmpty())
                .distinct()
                .forEach(from -> out.printf(Locale.ROOT, "  published: %s%n", from));
    }

    private static String cut(String name) {
        return name.length() <= NAME ? name : name.substring(0, NAME - 3) + "...";
    }
}
