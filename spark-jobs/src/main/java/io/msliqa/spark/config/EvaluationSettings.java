package io.msliqa.spark.config;

import io.msliqa.metrics.Bootstrap;

/**
 * How agreement with people is measured and shown.
 *
 * @param bootstrap the draws for sets of ordinary size
 * @param pairDraws how many pairs all draws together may hold; larger sets are drawn less often, but {@link
 *     #FEWEST_DRAWS} times at least
 * @param worst how many of the worst disagreements are shown for each model
 * @param points how many pictures a scatter plot shows at most
 */
public record EvaluationSettings(Bootstrap bootstrap, long pairDraws, int worst, int points) {

    /** Percentiles of fewer draws are noise. */
    public static final int FEWEST_DRAWS = 200;

    /** The draws for so many pairs. */
    public Bootstrap bootstrap(long pairs) {
        long affordable = Math.max(FEWEST_DRAWS, pairDraws / Math.max(1, pairs));
        int draws = (int) Math.min(bootstrap.resamples(), affordable);
        return new Bootstrap(draws, bootstrap.seed(), bootstrap.confidence());
    }

    static EvaluationSettings read(Section section) {
        return new EvaluationSettings(
                new Bootstrap(
                        section.integer("resamples", 100, 1_000_000),
                        section.integer("seed", 0, Integer.MAX_VALUE),
                        section.number("confidence", 0.5001, 0.9999)),
                section.integer("pair-draws", 1_000_000, Integer.MAX_VALUE),
                section.integer("worst", 0, 200),
                section.integer("points", 10, 20_000));
    }
}
