package io.msliqa.spark.scoring;

import io.msliqa.UserException;
import io.msliqa.spark.store.Commit;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what the waves of a run have published. Waves count in threads of their own, others look meanwhile. */
final class PublishedCounts {

    /** The fewest failures that stop a run; fewer do not, whatever their share. */
    private static final int FEWEST_THAT_STOP = 20;

    private final double maxFailureRate;
    private final SortedMap<String, Long> failures = new TreeMap<>();
    private long pictures;
    private long scored;
    private int waves;

    /** @param maxFailureRate the largest share of rows without a score that lets a run go on */
    PublishedCounts(double maxFailureRate) {
        this.maxFailureRate = maxFailureRate;
    }

    /**
     * Counts a wave.
     *
     * @throws UserException if too many of all so far have failed; the wave is counted
     */
    synchronized void add(int picturesOfWave, Commit commit) {
        pictures += picturesOfWave;
        scored += commit.scored();
        commit.failures().forEach((reason, number) -> failures.merge(reason, number, Long::sum));
        waves++;
        requireFewFailures();
    }

    private void requireFewFailures() {
        long failed = failures.values().stream().mapToLong(Long::longValue).sum();
        if (failed >= FEWEST_THAT_STOP && failed > maxFailureRate * (scored + failed)) {
            String reasons = failures.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .map(reason -> reason.getValue() + " " + reason.getKey())
                    .collect(Collectors.joining(", "));
            throw new UserException(String.format(
                    Locale.ROOT,
                    "Stopped: of the first %d pictures %d could not be scored (%s), more than scoring.max-failure-rate"
                            + " allows (%s). What was published stays, each failure with its message: mend the cause and run"
                            + " the same command again with --retry-failed",
                    scored + failed,
                    failed,
                    reasons,
                    maxFailureRate));
        }
    }

    /** The number of pictures that were looked at: each has a row of each model that wanted it. */
    synchronized long pictures() {
        return pictures;
    }

    /** The number of rows with a score. */
    synchronized long scored() {
        return scored;
    }

    /** The number of rows without a score, by reason. */
    synchronized SortedMap<String, Long> failures() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    }

    /** How many waves were published. */
    synchronized int waves() {
        return waves;
    }
}
