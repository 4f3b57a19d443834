package io.msliqa.spark.store;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records that a wave claims its number, and what the wave holds.
 *
 * @param wave its number, from 1
 * @param run the run that wrote it
 * @param rows how many rows it has
 * @param scored how many of them have a score
 * @param failures how many have none, by reason
 * @param replaces earlier waves; their rows that still count are in this one
 * @param claimedAt ISO 8601
 * @param files all that the wave consists of, by name, with their lengths in bytes; empty where that was not written
 *     down
 */
public record Commit(
        int wave,
        String run,
        long rows,
        long scored,
        SortedMap<String, Long> failures,
        List<Integer> replaces,
        String claimedAt,
        SortedMap<String, Long> files) {

    public Commit {
        // Tables of before there were replacements do not name any.
        replaces = replaces == null ? List.of() : List.copyOf(replaces);
        files = files == null ? new TreeMap<>() : files;
    }

    /** How many rows have no score. */
    public long failed() {
        return rows - scored;
    }
}
