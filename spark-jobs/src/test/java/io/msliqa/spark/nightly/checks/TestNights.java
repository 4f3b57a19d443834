package io.msliqa.spark.nightly.checks;

import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.NightRow.RunPart;
import io.msliqa.spark.rows.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes nights for tests. */
public final class TestNights {

    static final NightRow.Stack STACK = new NightRow.Stack("n1", "small", "model-1", "pre-1", 1, 5, true);
    static final SortedMap<String, Double> CANARIES = new TreeMap<>(Map.of("a.jpg", 3.0, "b.jpg", 2.0));

    private TestNights() {}

    /** The same night with another mean, in points. */
    static NightRow withMean(NightRow night, double mean) {
        NightRow.Counts counts = night.counts();
        return new NightRow(
                night.night(),
                night.verdict(),
                night.share(),
                new NightRow.Counts(
                        counts.pictures(), counts.failures(), counts.newest(), mean, mean - 30, mean, mean + 30),
                night.stack(),
                night.baseline(),
                night.checks(),
                night.canaries(),
                night.seconds());
    }

    /** A night that passed, with so many pictures of which so many failed as CORRUPT. */
    public static NightRow night(String name, long pictures, long corrupt) {
        TreeMap<String, Long> failures = new TreeMap<>();
        if (corrupt > 0) {
            failures.put("CORRUPT", corrupt);
        }
        return new NightRow(
                name,
                new NightRow.Verdict(Outcome.PASS, "fine", false, 1, Instant.ofEpochSecond(1_000_000)),
                new NightRow.Share(
                        List.of("/in"),
                        List.of(new RunPart("run-" + name, Optional.of(Instant.ofEpochSecond(5)), Optional.empty()))),
                new NightRow.Counts(pictures, failures, Optional.of(Instant.ofEpochSecond(900_000)), 50, 20, 50, 80),
                STACK,
                List.of("n0"),
                List.<CheckRow>of(StackCheckTest.passed()),
                CANARIES,
                Map.of("decode", 1.5));
    }
}
