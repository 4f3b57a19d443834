package io.msliqa.spark.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.msliqa.spark.labels.Matching;
import io.msliqa.spark.rows.PairColumns;
import io.msliqa.spark.rows.ScoreColumns;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Looks for scores that cannot be on the scale that is declared for them, and for scores that are all the same. */
final class ScoreScales {

    private static final int EXAMPLES = 3;

    private final Dataset<Row> pairs;
    private final Scores model;
    private final Column score;

    /** @param pairs as {@link Matching#pairs} gives them */
    ScoreScales(Dataset<Row> pairs, Scores model) {
        this.pairs = pairs;
        this.model = model;
        this.score = Matching.column(PairColumns.of(ScoreColumns.SCORE, model.name()));
    }

    /** Counts the scores off the scale. */
    record Beyond(long count, double least, double most) {}

    private Column beyond() {
        return score.lt(model.scale().min()).or(score.gt(model.scale().max()));
    }

    private Optional<Beyond> found() {
        Row row = pairs.filter(beyond())
                .agg(count(lit(1)), coalesce(min(score), lit(0.0)), coalesce(max(score), lit(0.0)))
                .first();
        return row.getLong(0) == 0
                ? Optional.empty()
                : Optional.of(new Beyond(row.getLong(0), row.getDouble(1), row.getDouble(2)));
    }

    /** The problem of scores off the scale that the user declared: the scale or the file is wrong. */
    Optional<String> problem() {
        return model.origin() == Scores.Origin.MODEL
                ? Optional.empty()
                : found().map(beyond -> String.format(
                        Locale.ROOT,
                        "%d scores of %s are not on the scale that is declared for them, %s: %s%s; set min= and max= to what"
                                + " the scores can be",
                        beyond.count(),
                        model.name(),
                        model.scale(),
                        range(beyond),
                        examples()));
    }

    /** The notes for readers: a network's own scores may lie a little beyond the ends of its scale. */
    Optional<String> note() {
        return model.origin() == Scores.Origin.USER
                ? Optional.empty()
                : found().map(beyond -> String.format(
                        Locale.ROOT,
                        "%d scores of %s lie beyond its scale, %s: %s. A network may go a little beyond; scores count as they"
                                + " are.",
                        beyond.count(),
                        model.name(),
                        model.scale(),
                        range(beyond)));
    }

    private static String range(Beyond beyond) {
        return beyond.least() == beyond.most()
                ? String.format(Locale.ROOT, "%.4g", beyond.least())
                : String.format(Locale.ROOT, "%.4g to %.4g", beyond.least(), beyond.most());
    }

    private String examples() {
        List<Row> some = pairs.filter(beyond())
                .select(col(PairColumns.IMAGE), score)
                .orderBy(PairColumns.IMAGE)
                .limit(EXAMPLES)
                .collectAsList();
        return some.stream()
                .map(row -> row.getString(0).replaceFirst("^.*/", "") + " " + row.getDouble(1))
                .collect(Collectors.joining(", ", " (such as ", ")"));
    }

    /** The warning if all scores are the same: they have no order that could agree with people's. */
    static Optional<String> constant(Scores model, double[] scores) {
        for (double score : scores) {
            if (score != scores[0]) {
                return Optional.empty();
            }
        }
        return Optional.of("Warning: all scores of " + model.name()
                + " are the same, so they agree with nobody. Is it the right column, and did the model load?");
    }
}
