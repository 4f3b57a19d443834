package io.msliqa.spark.settings;

import io.msliqa.quality.metrics.Bootstrap;

/**
 * How agreement with people is measured and shown.
 *
 * @param bootstrap the draws behind all intervals
 * @param worst how many of the worst disagreements are shown for each model
 * @param points how many pictures a scatter plot shows at most
 */
public record EvaluationSettings(Bootstrap bootstrap, int worst, int points) {

    static EvaluationSettings read(Section section) {
        return new EvaluationSettings(
                new Bootstrap(
                        section.integer("resamples", 100, 1_000_000),
                        section.integer("seed", 0, Integer.MAX_VALUE),
                        section.number("confidence", 0.5001, 0.9999)),
                section.integer("worst", 0, 200),
                section.integer("points", 10, 20_000));
    }
}
