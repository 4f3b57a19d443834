package io.msliqa.spark.evaluation;

import io.msliqa.quality.metrics.LogisticForm;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.rows.AgreementRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says how one model agrees with people. Scores and opinions are in the labels' units, higher is better.
 *
 * @param name of the model
 * @param scale of its scores as they were
 * @param cost of a score, where it is known
 * @param figures all statistics, of the whole and of each part
 * @param curves the outcome of each fit
 * @param shown the curve that gives the fitted opinions; empty if there is none, and the scores are then used as they
 *     are
 * @param line points of that curve, in pairs of score and opinion, from the lowest score to the highest
 * @param sample pictures for a plot, evenly spread over all
 * @param worst the pictures whose fitted opinion is farthest from people's, the farthest first
 * @param biases by distortion and level
 */
public record ModelResult(
        String name,
        QualityScale scale,
        Optional<Cost> cost,
        List<AgreementRow> figures,
        Map<LogisticForm, Curve> curves,
        Optional<LogisticForm> shown,
        List<double[]> line,
        List<Picture> sample,
        List<Picture> worst,
        List<Bias> biases) {

    /**
     * Holds the outcome of a fit.
     * @param parameters b1, b2 and so on; none if there is no curve
     * @param monotone whether it nowhere turns between the lowest score and the highest
     * @param failure why there is none; empty if there is one
     */
    public record Curve(List<Double> parameters, boolean monotone, String failure) {}

    /**
     * Holds a picture with its score and opinion.
     * @param image its URI, as the labels have it
     * @param distortion what was done to it; empty if nothing or not known
     * @param level how strongly; 0 if not known
     * @param fitted the score after the curve
     */
    public record Picture(String image, String distortion, int level, double score, double opinion, double fitted) {

        /** By how much the model found the picture too good. */
        public double residual() {
            return fitted - opinion;
        }
    }

    /** Holds the mean residual over the pictures of a distortion and level; above 0 the model finds them too good. */
    public record Bias(String distortion, int level, double mean, int n) {}
}
