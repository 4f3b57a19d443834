package io.msliqa.protocol;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Scores of sample pictures by the program that the protocol follows.
 *
 * @param pictures the folder that holds them, within the network's folder
 * @param tolerance how far a score may be from its golden one, as a share of the scale's range
 * @param scores by the pictures' file names
 */
public record Golden(String pictures, double tolerance, SortedMap<String, Double> scores) {
    public Golden {
        scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
        if (!(tolerance > 0 && tolerance <= 1)) {
            throw new IllegalArgumentException("a tolerance is above 0 and at most 1, a share of the scale's range");
        }
    }
}
