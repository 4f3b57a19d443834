package io.msliqa.spark.storage;

import java.util.SortedMap;

/**
 * A wave's claim of its number.
 *
 * @param wave its number, from 1
 * @param run the run that wrote it
 * @param rows how many rows it has
 * @param scored how many of them have a score
 * @param failures how many have none, by reason
 * @param claimedAt ISO 8601
 */
public record Commit(int wave, String run, long rows, long scored, SortedMap<String, Long> failures, String claimedAt) {

    /** How many rows have no score. */
    public long failed() {
        return rows - scored;
    }
}
