package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.Estimate;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightLimits.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Whether what scores is what scored the night before: the same pictures of ours must get the same scores.
 *
 * @param tolerance as a share of the scale
 */
public record StackCheck(double tolerance) {

    /** What was found, and since which night the stack is as it is now. */
    public record Found(CheckRow check, String since) {}

    /**
     * Compares.
     *
     * @param before the night before; empty if there is none
     * @param now what scores; of its {@code since} nothing is read
     * @param canaries their scores by name; NaN for one that could not be scored
     */
    public Found compare(
            Optional<NightRow> before, String night, NightRow.Stack now, SortedMap<String, Double> canaries) {
        CheckRowBuilder draft = CheckRowBuilder.of(Check.CANARIES, Cause.STACK).pictures(canaries.size());
        List<String> unscored = canaries.entrySet().stream()
                .filter(canary -> !Double.isFinite(canary.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (canaries.isEmpty() || !unscored.isEmpty()) {
            return new Found(
                    draft.row(
                            Outcome.BROKEN,
                            "Our own pictures could not be scored (%s): the stack is broken.",
                            unscored),
                    before.map(row -> row.stack().since()).orElse(night));
        }
        if (before.isEmpty()) {
            return new Found(
                    draft.row(
                            Outcome.NOT_JUDGED,
                            "The first night: the scores of our own %d pictures are kept, to tell later whether our stack has changed.",
                            canaries.size()),
                    night);
        }
        return compare(before.get(), night, now, canaries, draft);
    }

    private Found compare(
            NightRow before,
            String night,
            NightRow.Stack now,
            SortedMap<String, Double> canaries,
            CheckRowBuilder draft) {
        List<String> changed = new ArrayList<>();
        double width = now.scale().width();
        double largest = 0;
        int compared = 0;
        for (Map.Entry<String, Double> canary : canaries.entrySet()) {
            Double former = before.canaries().get(canary.getKey());
            if (former != null) {
                double difference = Math.abs(canary.getValue() - former) / width;
                largest = Math.max(largest, difference);
                compared++;
                if (difference > tolerance) {
                    changed.add(canary.getKey());
                }
            }
        }
        Limit limit = new Limit(tolerance, tolerance);
        draft.effect(new Estimate(largest, largest, largest), limit);
        if (!now.sameIds(before.stack())) {
            String what = now.modelId().equals(before.stack().modelId())
                    ? "the settings that decide what the model sees are others"
                    : "the model is another one (" + before.stack().model() + " "
                            + brief(before.stack().modelId()) + " before, " + now.model() + " " + brief(now.modelId())
                            + " now)";
            return new Found(
                    draft.row(
                            Outcome.WARN,
                            "Our stack changed, not necessarily the pictures: %s since %s. %d of %d pictures of ours have other"
                                    + " scores, by up to %.2f %% of the scale. Nights before are not compared with.",
                            what,
                            before.night(),
                            changed.size(),
                            compared,
                            100 * largest),
                    night);
        }
        if (!changed.isEmpty()) {
            return new Found(
                    draft.row(
                            Outcome.FAIL,
                            "Our stack changed without anybody saying so: model and settings are as in %s, but %d of %d pictures"
                                    + " of ours have other scores, by up to %.2f %% of the scale. Look at libraries, drivers and"
                                    + " machines.",
                            before.night(),
                            changed.size(),
                            compared,
                            100 * largest),
                    night);
        }
        if (compared == 0) {
            return new Found(
                    draft.row(Outcome.NOT_JUDGED, "Our own pictures are others than in %s.", before.night()),
                    before.stack().since());
        }
        return new Found(
                draft.row(
                        Outcome.PASS,
                        "Our stack is as it was: %d pictures of ours have the scores they had in %s.",
                        compared,
                        before.night()),
                before.stack().since());
    }

    private static String brief(String id) {
        return id.substring(0, Math.min(8, id.length()));
    }
}
