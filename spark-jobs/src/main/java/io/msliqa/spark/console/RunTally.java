package io.msliqa.spark.console;

import io.msliqa.spark.scoring.Stopwatches;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sums up what the tasks of a run have counted so far, by the names of {@link Stopwatches}, and tells the run's pace.
 * Failed attempts of tasks do not count.
 */
final class RunTally {

    private final Map<Long, Map<String, Long>> running = new HashMap<>();
    private final SortedMap<String, Long> ended = new TreeMap<>();

    /** Takes what a task at work has counted since it began. */
    void running(long task, Map<String, Long> counts) {
        running.put(task, counts);
    }

    /** Takes what a task has counted that is over. */
    void ended(long task, boolean successful, Map<String, Long> counts) {
        running.remove(task);
        if (successful) {
            counts.forEach((name, count) -> ended.merge(name, count, Long::sum));
        }
    }

    /** Notes that no task is at work, and that no late counts will come. */
    void noneRunning() {
        running.clear();
    }

    private SortedMap<String, Long> all() {
        SortedMap<String, Long> all = new TreeMap<>(ended);
        running.values().forEach(counts -> counts.forEach((name, count) -> all.merge(name, count, Long::sum)));
        return all;
    }

    /** The number of pictures that have a row, or will have one when their wave is published. */
    long pictures() {
        return all().entrySet().stream()
                .filter(count -> !count.getKey().equals(Stopwatches.PATCHES))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Pictures and patches a second, and failures by reason, the most frequent first. */
    String text(Duration elapsed) {
        SortedMap<String, Long> all = all();
        double seconds = Math.max(1e-3, elapsed.toNanos() / 1e9);
        String pace = String.format(
                Locale.ROOT,
                "%.1f/s, %.0f patches/s",
                pictures() / seconds,
                all.getOrDefault(Stopwatches.PATCHES, 0L) / seconds);
        String failures = all.entrySet().stream()
                .filter(count -> count.getKey().startsWith(Stopwatches.FAILED) && count.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(count -> count.getKey().substring(Stopwatches.FAILED.length()) + " " + count.getValue())
                .collect(Collectors.joining(", "));
        return failures.isEmpty() ? pace : pace + ", failed: " + failures;
    }

    /** The time for so many more pictures at the pace so far; empty before the first picture. */
    Optional<Duration> left(long pictures, Duration elapsed) {
        long done = pictures();
        return done == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) ((double) elapsed.toMillis() / done * pictures)));
    }
}
