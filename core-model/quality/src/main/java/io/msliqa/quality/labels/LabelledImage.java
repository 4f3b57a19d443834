package io.msliqa.quality.labels;

import io.msliqa.network.Cause;
import io.msliqa.scale.QualityScale;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A picture and what people think of it, on the {@link QualityScale} of the set that it belongs to.
 *
 * @param image where the picture is
 * @param opinion the mean of what people gave it (MOS or DMOS), finite
 * @param deviation the standard deviation of the opinions in the units of the opinion, not negative; empty if not known
 * @param reference the pristine picture that this one was made of, equal for all its versions and never blank; an
 *     authentic picture is its own reference
 * @param distortion what was done to it, such as {@code 01-gaussian-blur}; empty for an authentic picture
 * @param level how strongly, from 1; 0 if not known or not distorted
 * @param votes how many people gave an opinion, from 1; empty if not known of this picture
 * @param cause what is wrong with it, {@link Cause#NONE} if nothing is; empty if that is not known
 * @param greyToo whether people would think the same of it without its colours
 */
public record LabelledImage(
        Path image,
        double opinion,
        OptionalDouble deviation,
        String reference,
        String distortion,
        int level,
        OptionalInt votes,
        Optional<Cause> cause,
        boolean greyToo) {

    /** Of which nobody says what is wrong; an authentic one looks as good without its colours. */
    public LabelledImage(
            Path image, double opinion, OptionalDouble deviation, String reference, String distortion, int level) {
        this(image, opinion, deviation, reference, distortion, level, OptionalInt.empty());
    }

    /** The same, with the number of opinions. */
    public LabelledImage(
            Path image,
            double opinion,
            OptionalDouble deviation,
            String reference,
            String distortion,
            int level,
            OptionalInt votes) {
        this(image, opinion, deviation, reference, distortion, level, votes, Optional.empty(), distortion.isEmpty());
    }

    public LabelledImage {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(deviation, "deviation");
        Objects.requireNonNull(distortion, "distortion");
        Objects.requireNonNull(cause, "cause");
        if (!Double.isFinite(opinion)) {
            throw new IllegalArgumentException("The opinion of " + image + " is " + opinion);
        }
        if (deviation.isPresent() && !(deviation.getAsDouble() >= 0 && Double.isFinite(deviation.getAsDouble()))) {
            throw new IllegalArgumentException("The deviation of " + image + " is " + deviation.getAsDouble());
        }
        if (reference.isBlank()) {
            throw new IllegalArgumentException(image + " has no reference; an authentic picture is its own");
        }
        if (level < 0) {
            throw new IllegalArgumentException("The level of " + image + " is " + level);
        }
        if (votes.isPresent() && votes.getAsInt() < 1) {
            throw new IllegalArgumentException("The number of opinions of " + image + " is " + votes.getAsInt());
        }
    }
}
