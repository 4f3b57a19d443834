package io.msliqa.protocol;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a network comes from, for people; no part of its identity.
 *
 * @param source of the code that the protocol follows
 * @param paper that describes it
 * @param licence its identifier (SPDX), or words
 * @param weights where its authors keep them
 * @param differs from the original, in words; empty for the original
 * @param notes what else is to be known
 * @param sha256 of files in the folder, by their names, 64 hexadecimal digits
 * @param published agreement with people as it was published, by the labelled set's name
 */
public record Provenance(
        String source,
        String paper,
        String licence,
        String weights,
        String differs,
        List<String> notes,
        SortedMap<String, String> sha256,
        SortedMap<String, Published> published) {

    /**
     * Published figures.
     *
     * @param srcc NaN if there is none
     * @param plcc NaN if there is none
     * @param from where they stand
     */
    public record Published(double srcc, double plcc, String from) {}

    public Provenance {
        notes = List.copyOf(notes);
        sha256 = new TreeMap<>(sha256);
        published = new TreeMap<>(published);
        for (Map.Entry<String, String> file : sha256.entrySet()) {
            if (!file.getValue().matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("sha256 of " + file.getKey() + " is no 64 hexadecimal digits");
            }
        }
    }
}
