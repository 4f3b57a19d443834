package io.msliqa.spark.evaluation;

import io.msliqa.quality.metrics.Bootstrap;
import io.msliqa.quality.metrics.Coefficient;
import io.msliqa.quality.metrics.Statistic;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.labels.Matches;
import io.msliqa.spark.rows.ComparisonRow;
import java.util.Comparator;
import java.util.List;

/**
 * Holds everything that an evaluation found.
 *
 * @param labels the name of the labels
 * @param scale of the labels
 * @param matches how labels and scores came together
 * @param references how many references the pictures come from
 * @param bootstrap the draws behind all intervals
 * @param models in the order in which they were named
 * @param comparisons of pairs of models; none with one model
 * @param notes what a reader must know about this result
 */
public record EvaluationResult(
        String labels,
        QualityScale scale,
        Matches matches,
        int references,
        Bootstrap bootstrap,
        List<ModelResult> models,
        List<ComparisonRow> comparisons,
        List<String> notes) {

    /** The models by their SRCC, the best first; those without one last. */
    public List<ModelResult> bestFirst() {
        return models.stream()
                .sorted(Comparator.comparingDouble((ModelResult model) ->
                        -new Figures(model).whole(Statistic.SRCC).value().orElse(-2)))
                .toList();
    }

    /** Whether a model gave all pictures the same score; this is a warning, not an error of the job. */
    public boolean hasWarnings() {
        return models.stream().anyMatch(model -> new Figures(model)
                .whole(Statistic.SRCC)
                .value()
                .equals(Coefficient.undefined(Coefficient.Reason.CONSTANT_SCORES)));
    }
}
