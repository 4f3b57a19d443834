package io.msliqa.quality.labels;

import io.msliqa.quality.table.Field;
import java.util.function.Function;

/**
 * One row of a label file before anything about it is believed. Blank text stands for "not given".
 *
 * @param place the file and line, as problems cite it
 * @param image the picture's name or path, relative to the image folder
 */
record RawLabel(
        String place,
        String image,
        String opinion,
        String deviation,
        String reference,
        String distortion,
        String level,
        String votes,
        String cause,
        String grey) {

    /** Of which nothing is said but an opinion. */
    RawLabel(
            String place,
            String image,
            String opinion,
            String deviation,
            String reference,
            String distortion,
            String level) {
        this(place, image, opinion, deviation, reference, distortion, level, "", "", "");
    }

    RawLabel withDeviation(String newDeviation) {
        return new RawLabel(place, image, opinion, newDeviation, reference, distortion, level, votes, cause, grey);
    }

    RawLabel of(String newImage, String newReference, String newDistortion) {
        return new RawLabel(
                place, newImage, opinion, deviation, newReference, newDistortion, level, votes, cause, grey);
    }

    RawLabel of(String newReference, String newDistortion, int newLevel) {
        return new RawLabel(
                place,
                image,
                opinion,
                deviation,
                newReference,
                newDistortion,
                Integer.toString(newLevel),
                votes,
                cause,
                grey);
    }

    /** A row of a table; {@code cell} gives blank text for what the table lacks. */
    static RawLabel of(String place, Function<Field, String> cell) {
        return new RawLabel(
                place,
                cell.apply(Field.IMAGE),
                cell.apply(Field.OPINION),
                cell.apply(Field.DEVIATION),
                cell.apply(Field.REFERENCE),
                cell.apply(Field.DISTORTION),
                cell.apply(Field.LEVEL),
                cell.apply(Field.VOTES),
                cell.apply(Field.CAUSE),
                cell.apply(Field.GREY));
    }
}
