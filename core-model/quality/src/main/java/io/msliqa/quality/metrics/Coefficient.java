package io.msliqa.quality.metrics;

/**
 * Holds the value of a statistic, or the reason why there is none: never a silent NaN.
 */
public sealed interface Coefficient {

    /** A finite value. */
    record Defined(double value) implements Coefficient {

        public Defined {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A defined coefficient is finite, not " + value);
            }
        }
    }

    /** No value. */
    record Undefined(Reason reason) implements Coefficient {}

    /** Why a statistic has no value. */
    enum Reason {
        /** Fewer pairs than the statistic needs. */
        TOO_FEW_PAIRS("too few pairs"),
        /** A score or an opinion is NaN or infinite. */
        NOT_FINITE("a value is not finite"),
        /** All scores are equal. */
        CONSTANT_SCORES("all scores are equal"),
        /** All opinions are equal. */
        CONSTANT_OPINIONS("all opinions are equal"),
        /** No start of the fit converged. */
        NOT_CONVERGED("the fit did not converge"),
        /** The statistic needs the standard error of each opinion: its deviation and how many people gave one. */
        NO_STANDARD_ERRORS("how sure people's opinions are is not known: deviations, and the number of opinions"),
        /** People see all pairs of pictures as different, or none. */
        NO_CONTRAST("no two pictures differ surely in people's opinion, or all do"),
        /** With fewer references than {@link PseudoValues#FEWEST} no interval holds what it promises. */
        TOO_FEW_REFERENCES("fewer than " + PseudoValues.FEWEST + " references"),
        /** The statistic is the same without each reference, so nothing shows how far it may be off. */
        NO_SPREAD("every reference says the same"),
        /** So many resamples have no value that the interval would describe only the rest. */
        UNDEFINED_IN_RESAMPLES("undefined in too many resamples");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The reason in words, for reports. */
        public String text() {
            return text;
        }
    }

    static Coefficient of(double value) {
        return new Defined(value);
    }

    static Coefficient undefined(Reason reason) {
        return new Undefined(reason);
    }

    default boolean isDefined() {
        return this instanceof Defined;
    }

    /** The value, or another number where there is none. */
    default double orElse(double other) {
        return this instanceof Defined defined ? defined.value() : other;
    }

    /**
     * The value.
     *
     * @throws IllegalStateException naming the reason if there is none
     */
    default double orElseThrow() {
        if (this instanceof Undefined undefined) {
            throw new IllegalStateException("undefined: " + undefined.reason().text());
        }
        return ((Defined) this).value();
    }
}
