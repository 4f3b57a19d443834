package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.Estimate;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightLimits.Limit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
     * What the first night finds, which none comes before.
     *
     * @param canaries their scores by name; NaN for one that could not be scored
     */
    Found first(String night, SortedMap<String, Double> canaries) {
        CheckRow row = broken(canaries).orElseGet(() -> draft(canaries)
                .row(
                        Outcome.NOT_JUDGED,
                        "This is the first night. We keep the scores of our %d test pictures, to see later whether our"
                                + " scoring program changes.",
                        canaries.size()));
        return new Found(row, night);
    }

    /**
     * Compares with the night before.
     *
     * @param now what scores; of its {@code since} nothing is read
     * @param canaries their scores by name; NaN for one that could not be scored
     */
    Found compare(NightRow before, String night, NightRow.Stack now, SortedMap<String, Double> canaries) {
        return broken(canaries)
                .map(row -> new Found(row, before.stack().since()))
                .orElseGet(() -> compareScored(before, night, now, canaries));
    }

    private static CheckRowBuilder draft(SortedMap<String, Double> canaries) {
        return CheckRowBuilder.of(Check.CANARIES, Cause.STACK).pictures(canaries.size());
    }

    /** That there is nothing to compare, if some have no score. */
    private static Optional<CheckRow> broken(SortedMap<String, Double> canaries) {
        List<String> unscored = canaries.entrySet().stream()
                .filter(canary -> !Double.isFinite(canary.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return canaries.isEmpty() || !unscored.isEmpty()
                ? Optional.of(draft(canaries)
                        .row(
                                Outcome.BROKEN,
                                "Our scoring program is broken: it gives no score to test pictures of ours (%s).",
                                unscored.isEmpty() ? "none was found" : String.join(", ", unscored)))
                : Optional.empty();
    }

    private Found compareScored(NightRow before, String night, NightRow.Stack now, SortedMap<String, Double> canaries) {
        CheckRowBuilder draft = draft(canaries);
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
        String difference = String.format(
                Locale.ROOT,
                "%d of our %d test pictures %s, by up to %s on the scale from %s to %s.",
                changed.size(),
                compared,
                changed.size() == 1 ? "gets another score" : "get other scores",
                number(largest * width),
                number(now.scoreMin()),
                number(now.scoreMax()));
        if (!now.sameIds(before.stack())) {
            String what = now.modelId().equals(before.stack().modelId())
                    ? "Other settings now decide what the model sees of a picture."
                    : "Another model scores the pictures now: " + now.model() + " " + brief(now.modelId())
                            + " instead of " + before.stack().model() + " "
                            + brief(before.stack().modelId()) + ".";
            String effect = changed.isEmpty() ? "Our test pictures keep their scores." : difference;
            return new Found(
                    draft.row(Outcome.WARN, "%s %s This night is not compared with those before.", what, effect),
                    night);
        }
        if (!changed.isEmpty()) {
            return new Found(
                    draft.row(
                            Outcome.FAIL,
                            "The scoring program itself changed, though model and settings are the same: %s The new pictures are not"
                                    + " to blame; look at libraries, drivers and machines.",
                            difference),
                    night);
        }
        if (compared == 0) {
            return new Found(
                    draft.row(
                            Outcome.NOT_JUDGED,
                            "Our test pictures are others than in %s, so their scores cannot be compared.",
                            before.night()),
                    before.stack().since());
        }
        return new Found(
                draft.row(
                        Outcome.PASS,
                        "The scoring program is as it was: our %d test pictures get the scores that they got in %s.",
                        compared,
                        before.night()),
                before.stack().since());
    }

    private static String number(double score) {
        return BigDecimal.valueOf(score)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String brief(String id) {
        return id.substring(0, Math.min(8, id.length()));
    }
}
