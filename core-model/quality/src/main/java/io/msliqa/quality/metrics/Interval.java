package io.msliqa.quality.metrics;

import io.msliqa.quality.metrics.Coefficient.Reason;

/**
 * Holds the bounds between which a statistic of the population lies with a stated confidence, or the reason why there
 * are none.
 */
public sealed interface Interval {

    /**
     * Bounds.
     *
     * @param confidence such as 0.95
     */
    record Bounds(double lower, double upper, double confidence) implements Interval {

        /** Whether a value lies between the bounds or on one. */
        public boolean contains(double value) {
            return lower <= value && value <= upper;
        }

        /** From the lower of both lower ends to the higher of both upper ends. */
        Bounds with(Bounds other) {
            return new Bounds(Math.min(lower, other.lower), Math.max(upper, other.upper), confidence);
        }
    }

    /** No bounds. */
    record None(Reason reason) implements Interval {}
}
