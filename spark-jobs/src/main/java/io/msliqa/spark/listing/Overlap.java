package io.msliqa.spark.listing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells whether places have pictures in common. */
final class Overlap {

    private Overlap() {}

    /** Whether one of these names, which are no patterns, is another one or lies below it. */
    static boolean isAmong(List<String> names) {
        Set<String> all = new HashSet<>();
        for (String name : names) {
            if (!all.add(bare(name))) {
                return true;
            }
        }
        return all.stream().anyMatch(name -> liesBelow(name, all));
    }

    /** What a shard has is below it: {@code x.tar!/y} is below {@code x.tar}. */
    private static boolean liesBelow(String name, Set<String> all) {
        for (int end = name.length() - 1; end > 0; end--) {
            char next = name.charAt(end);
            if ((next == '/' || next == '!') && all.contains(bare(name.substring(0, end)))) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String name) {
        return name.replaceFirst("/+$", "");
    }
}
