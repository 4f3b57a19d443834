package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.RateShift;
import io.msliqa.spark.rows.NightRow.Counts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many pictures there were, of a night or of a group of it, and how many of them have no score.
 *
 * @param pictures all of them
 * @param failures those without a score, by reason
 */
public record Tally(long pictures, SortedMap<String, Long> failures) {

    /** None at all. */
    public static final Tally NONE = new Tally(0, new TreeMap<>());

    public Tally {
        failures = new TreeMap<>(failures);
    }

    static Tally of(Counts counts) {
        return new Tally(counts.pictures(), counts.failures());
    }

    /** With pictures more, of which none or all failed for a reason; an empty one for those with a score. */
    public Tally plus(long more, String reason) {
        SortedMap<String, Long> sum = new TreeMap<>(failures);
        if (!reason.isEmpty()) {
            sum.merge(reason, more, Long::sum);
        }
        return new Tally(pictures + more, sum);
    }

    long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    RateShift.Rate rate() {
        return new RateShift.Rate(failed(), pictures);
    }

    RateShift.Rate rate(String reason) {
        return new RateShift.Rate(failures.getOrDefault(reason, 0L), pictures);
    }

    /** The reasons, the most frequent first, as in {@code : TRUNCATED 12, CORRUPT 1}; empty without failures. */
    String reasons() {
        List<String> reasons = failures.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(reason -> String.format(Locale.ROOT, "%s %,d", reason.getKey(), reason.getValue()))
                .toList();
        return reasons.stream().collect(Collectors.joining(", ", reasons.isEmpty() ? "" : ": ", ""));
    }
}
