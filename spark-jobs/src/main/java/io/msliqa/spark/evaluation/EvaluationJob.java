package io.msliqa.spark.evaluation;

import io.msliqa.UserException;
import io.msliqa.quality.metrics.Agreement;
import io.msliqa.quality.metrics.BonettWright;
import io.msliqa.quality.metrics.Coefficient;
import io.msliqa.quality.metrics.Correlation;
import io.msliqa.quality.metrics.Interval;
import io.msliqa.spark.labels.Labels;
import io.msliqa.spark.labels.Matches;
import io.msliqa.spark.labels.Matching;
import io.msliqa.spark.labels.Missing;
import io.msliqa.spark.rows.PairColumns;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.settings.EvaluationSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/** Joins labels with the scores of models, refuses pairs that cannot be trusted, and measures the rest. */
public final class EvaluationJob {

    /** The fewest pictures that can be measured. */
    private static final int FEWEST = 3;

    /**
     * If even the upper end of the interval of SRCC is below this, scores fall as opinions rise: a direction is wrong.
     */
    private static final double INVERSE = -0.2;

    /** The fewest references for intervals; with fewer than {@link #FEW_REFERENCES} intervals are coarse. */
    private static final int FEWEST_REFERENCES = 5;

    private static final int FEW_REFERENCES = 10;

    private final EvaluationSettings settings;
    private final Missing allowed;
    private final Comparisons comparisons;
    private final Consumer<String> progress;

    /** @param progress is told which step begins */
    public EvaluationJob(
            EvaluationSettings settings, Missing allowed, Comparisons comparisons, Consumer<String> progress) {
        this.settings = settings;
        this.allowed = allowed;
        this.comparisons = comparisons;
        this.progress = progress;
    }

    /** Holds a result and the pairs behind it, with the columns of {@link PairColumns}. */
    public record Outcome(EvaluationResult result, Dataset<Row> pairs) {}

    /**
     * Measures models on the same pictures.
     *
     * @param models one at least, of different names
     * @param scratch a folder for the joined rows, which the outcome reads from; the caller removes it
     * @throws UserException with everything that stands against the result at once
     */
    public Outcome run(Labels labels, List<Scores> models, String scratch) {
        progress.accept("Joining labels and scores");
        int depth = Matching.depth(labels.rows());
        Map<String, Dataset<Row>> rows = new LinkedHashMap<>();
        models.forEach(model -> rows.put(model.name(), model.rows()));
        List<String> names = List.copyOf(rows.keySet());
        Matching.join(labels, rows, depth).write().mode(SaveMode.Overwrite).parquet(scratch);
        Dataset<Row> joined = labels.rows().sparkSession().read().parquet(scratch);
        Matches matches = Matches.count(joined, names);
        List<String> problems = new ArrayList<>(labels.problems());
        // Scored pictures whose label is wrong are not without one.
        problems.addAll(matches.problems(joined, problems.isEmpty() ? allowed : allowed.andLabels()));
        if (matches.matched() < FEWEST) {
            problems.add("Only " + matches.matched() + " labelled pictures have a score by every model; " + FEWEST
                    + " are the least. Are these the scores of the labelled pictures?");
            throw refused(problems);
        }
        Dataset<Row> pairs = Matching.pairs(joined, names);
        Opinions opinions = Opinions.read(pairs, labels.scale(), Math.toIntExact(matches.matched()));
        Map<Scores, double[]> scores = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        for (Scores model : models) {
            Column column = Matching.column(PairColumns.of(ScoreColumns.SCORE, model.name()));
            scores.put(model, opinions.scores(column, model.scale()));
            ScoreScales scales = new ScoreScales(pairs, model);
            scales.problem().ifPresent(problems::add);
            scales.note().ifPresent(notes::add);
            ScoreScales.constant(model, scores.get(model)).ifPresent(notes::add);
            direction(model, scores.get(model), opinions, labels).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw refused(problems);
        }
        notes.addAll(notes(opinions, depth));
        return new Outcome(measure(labels, matches, pairs, opinions, scores, notes), pairs);
    }

    private static UserException refused(List<String> problems) {
        return new UserException("Labels and scores do not fit together: " + problems.size()
                + (problems.size() == 1 ? " problem" : " problems") + "\n  " + String.join("\n  ", problems));
    }

    private static Optional<String> direction(Scores model, double[] scores, Opinions opinions, Labels labels) {
        Coefficient srcc = Correlation.srcc(scores, opinions.values());
        if (srcc instanceof Coefficient.Defined defined
                && BonettWright.interval(defined.value(), scores.length, 0.95) instanceof Interval.Bounds bounds
                && bounds.upper() < INVERSE) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "The scores of %s fall as people's opinions rise: SRCC %.3f (%.3f to %.3f). Its scores are declared"
                            + " as %s, the labels of %s as %s; one of the two is the wrong way round: set better=",
                    model.name(),
                    defined.value(),
                    bounds.lower(),
                    bounds.upper(),
                    model.scale(),
                    labels.name(),
                    labels.scale()));
        }
        return Optional.empty();
    }

    private EvaluationResult measure(
            Labels labels,
            Matches matches,
            Dataset<Row> pairs,
            Opinions opinions,
            Map<Scores, double[]> scores,
            List<String> notes) {
        List<ModelResult> results = new ArrayList<>();
        Map<String, Agreement> agreements = new LinkedHashMap<>();
        scores.forEach((model, values) -> {
            progress.accept("Measuring " + model.name());
            ModelEvaluation evaluation = new ModelEvaluation(pairs, opinions, settings, model, values);
            agreements.put(model.name(), evaluation.whole().agreement());
            results.add(evaluation.result());
        });
        return new EvaluationResult(
                labels.name(),
                labels.scale(),
                matches,
                opinions.referenceCount(),
                settings.bootstrap(),
                results,
                comparisons.of(agreements, 1 - settings.bootstrap().confidence()),
                notes);
    }

    private List<String> notes(Opinions opinions, int depth) {
        List<String> notes = new ArrayList<>();
        if (opinions.referenceCount() > ModelEvaluation.MOST_REFERENCES_FOR_PARTS) {
            notes.add("With so many references the parts of the set are not measured by themselves.");
        }
        if (opinions.referenceCount() < FEW_REFERENCES) {
            notes.add("Only " + opinions.referenceCount() + " references: "
                    + (opinions.referenceCount() < FEWEST_REFERENCES
                            ? "too few to say how far a value may be off; there are no intervals with fewer than "
                                    + FEWEST_REFERENCES + "."
                            : "intervals are wide, and hold the truth a little less often than they promise."));
        }
        if (depth > 1) {
            notes.add("File names alone do not tell the labels apart; pictures are matched by the last "
                    + (depth == Integer.MAX_VALUE ? "parts" : depth + " parts") + " of their paths.");
        }
        return notes;
    }
}
