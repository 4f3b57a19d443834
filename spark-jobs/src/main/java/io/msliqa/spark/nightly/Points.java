package io.msliqa.spark.nightly;

import io.msliqa.spark.table.NightRow.Stack;
import java.util.Locale;

/**
 * Qualities from 0 (bad) to 100 (good) and the scores of a model.
 *
 * @param bad the score at the bad end
 * @param good that at the good end
 */
public record Points(double bad, double good) {

    /** Those of a model. */
    public static Points of(Stack stack) {
        return stack.higherIsBetter()
                ? new Points(stack.scoreMin(), stack.scoreMax())
                : new Points(stack.scoreMax(), stack.scoreMin());
    }

    /** A score as points. */
    public double points(double score) {
        return 100 * (score - bad) / (good - bad);
    }

    /** Points as a score. */
    public double score(double points) {
        return bad + points / 100 * (good - bad);
    }

    /** Points as a score, to read. */
    public String text(double points) {
        double width = Math.abs(good - bad);
        return String.format(Locale.ROOT, width < 2 ? "%.3f" : width < 20 ? "%.2f" : "%.1f", score(points));
    }
}
