package io.msliqa.quality.distortion;

import java.util.OptionalDouble;

/**
 * Says how to make a set richer than KADID-10k's cells, to train with. Its label table then says what is wrong, too.
 *
 * @param continuous whether strengths lie anywhere between the levels, and below the first where a distortion fades to nothing;
 *     a picture is still named by the level that it goes up to
 * @param composed share of the pictures, from 0 to 1, that a second distortion follows, as real pictures have several
 * @param clean the opinion of the references, which are then pictures of the set themselves; empty to leave them out
 */
public record Variety(boolean continuous, double composed, OptionalDouble clean) {

    /** Only KADID-10k's cells. */
    public static final Variety NONE = new Variety(false, 0, OptionalDouble.empty());

    public Variety {
        if (!(composed >= 0 && composed <= 1)) {
            throw new IllegalArgumentException("The share of composed pictures must be from 0 to 1, not " + composed);
        }
    }

    /** A line of {@code plan.txt}; empty for {@link #NONE}. */
    String text() {
        return equals(NONE) ? "" : "levels=" + (continuous ? "continuous" : "steps") + "\ncomposed=" + composed + "\n";
    }
}
