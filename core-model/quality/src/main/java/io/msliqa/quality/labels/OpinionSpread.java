package io.msliqa.quality.labels;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Says what the deviations of a set of labels mean, so that we can tell how sure each mean opinion is.
 *
 * @param of what they are the deviations of
 * @param opinions how many people gave one of each picture, unless the picture itself says so; empty if not known
 */
public record OpinionSpread(Of of, OptionalInt opinions) {

    /** The values whose deviation is given. */
    public enum Of {
        /** The single opinions about a picture: their standard deviation. */
        OPINIONS,
        /** Their mean: its standard error. */
        MEAN
    }

    /** Deviations of single opinions whose number is not known. */
    public static final OpinionSpread UNKNOWN = new OpinionSpread(Of.OPINIONS, OptionalInt.empty());

    /**
     * The standard error of a picture's mean opinion, in the labels' units.
     *
     * @return empty if the deviation or, where it is that of opinions, their number is not known
     */
    public OptionalDouble standardError(LabelledImage image) {
        OptionalDouble deviation = image.deviation();
        if (deviation.isEmpty() || of == Of.MEAN) {
            return deviation;
        }
        OptionalInt number = image.votes().isPresent() ? image.votes() : opinions;
        return number.isPresent()
                ? OptionalDouble.of(deviation.getAsDouble() / Math.sqrt(number.getAsInt()))
                : OptionalDouble.empty();
    }
}
