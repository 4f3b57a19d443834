package io.msliqa.spark.nightly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.msliqa.quality.drift.Estimate;
import io.msliqa.spark.nightly.checks.Verdicts;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.hipparchus.stat.descriptive.rank.Percentile;

/**
 * What a replay found.
 *
 * @param nights that were compared
 * @param leftOut others of the history
 * @param judged how many were compared as they came, each with the nights before it
 * @param alarms of these, as the settings are now
 * @param comparisons how many were made with nights drawn from all
 * @param rate share of them with an alarm
 * @param figures of each check
 */
public record ReplayResult(
        List<String> nights,
        List<String> leftOut,
        int judged,
        List<Alarm> alarms,
        int comparisons,
        Estimate rate,
        List<Figure> figures) {

    /** One night in thirty: what may be false. */
    private static final double ALLOWED = 1.0 / 30;

    /** A night that would raise one. */
    public record Alarm(String night, Outcome outcome, String text) {}

    /**
     * A check in all comparisons.
     *
     * @param alarms share of the comparisons in which it raised one, in any group
     * @param usual the effect that 95 % of the comparisons do not exceed
     * @param rare the effect that 99 % do not exceed
     * @param most the largest
     * @param warn the limit of all pictures; 0 for none
     */
    public record Figure(Check check, double alarms, double usual, double rare, double most, double warn) {

        static List<Figure> all(List<Replay.Trial> trials) {
            List<Figure> figures = new ArrayList<>();
            for (Check check : Check.values()) {
                of(check, trials).ifPresent(figures::add);
            }
            return figures;
        }

        /** Delivery is the one check whose effect is bad where it is small: its figures are shares that are missing. */
        private static double effect(CheckRow row) {
            return row.check() == Check.DELIVERY ? 1 - row.upper() : Verdicts.near(row);
        }

        /** Of pictures without a score, their rise: the share itself has a limit of its own. */
        private static boolean counts(CheckRow row, Check check) {
            return row.check() == check
                    && Double.isFinite(row.effect())
                    && !(check == Check.FAILURES && Double.isNaN(row.before()));
        }

        private static Optional<Figure> of(Check check, List<Replay.Trial> trials) {
            double[] largest = trials.stream()
                    .mapToDouble(trial -> trial.checks().stream()
                            .filter(row -> counts(row, check))
                            .mapToDouble(Figure::effect)
                            .max()
                            .orElse(Double.NaN))
                    .filter(Double::isFinite)
                    .toArray();
            if (largest.length == 0) {
                return Optional.empty();
            }
            long alarms = trials.stream()
                    .filter(trial -> trial.alarms().stream().anyMatch(alarm -> alarm.check() == check))
                    .count();
            double warn = trials.stream()
                    .flatMap(trial -> trial.checks().stream())
                    .filter(row -> counts(row, check) && !row.isOfGroup())
                    .mapToDouble(row -> check == Check.DELIVERY ? 1 - row.warn() : row.warn())
                    .findFirst()
                    .orElse(Double.NaN);
            Percentile percentile = new Percentile();
            return Optional.of(new Figure(
                    check,
                    (double) alarms / trials.size(),
                    percentile.evaluate(largest, 95),
                    percentile.evaluate(largest, 99),
                    percentile.evaluate(largest, 100),
                    warn));
        }
    }

    /** Whether a quiet night raises an alarm more often than one time in thirty. */
    public boolean isTooNervous() {
        return rate.value() > ALLOWED;
    }

    /** As JSON. */
    public byte[] json() {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(fields());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not to be written as JSON: " + this, e);
        }
    }

    private TreeMap<String, Object> fields() {
        TreeMap<String, Object> json = new TreeMap<>();
        json.put("nights", nights);
        json.put("left_out", leftOut);
        json.put("judged_as_they_came", judged);
        json.put("alarms_as_they_came", alarms);
        json.put("comparisons", comparisons);
        json.put("false_alarm_rate", rate.value());
        json.put("false_alarm_rate_interval", List.of(rate.lower(), rate.upper()));
        json.put("checks", figures);
        return json;
    }
}
