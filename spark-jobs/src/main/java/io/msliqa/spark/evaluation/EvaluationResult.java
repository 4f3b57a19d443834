package io.msliqa.spark.evaluation;

import io.msliqa.dataset.LabelScale;
import io.msliqa.metrics.Bootstrap;
import io.msliqa.spark.table.ComparisonRow;
import java.util.List;

/**
 * All that an evaluation found.
 *
 * @param labels what the labels are called
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
        LabelScale scale,
        Matches matches,
        int references,
        Bootstrap bootstrap,
        List<ModelResult> models,
        List<ComparisonRow> comparisons,
        List<String> notes) {}
