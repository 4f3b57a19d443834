package io.msliqa.spark.nightly.checks;

import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.NightRow.Stack;
import java.util.List;

/** With which nights another one is compared: the last ones that were good, or that a person has accepted. */
public final class Baseline {

    private Baseline() {}

    /**
     * Whatever stack scored them.
     *
     * @param nights the first one first
     */
    public static List<NightRow> good(List<NightRow> nights, int most) {
        List<NightRow> good = nights.stream()
                .filter(night ->
                        night.verdict().outcome().isGood() || night.verdict().accepted())
                .toList();
        return good.subList(Math.max(0, good.size() - most), good.size());
    }

    /** Of those with scores by the stack. */
    public static List<NightRow> alike(List<NightRow> nights, Stack stack, int most) {
        return good(
                nights.stream()
                        .filter(night -> night.stack().since().equals(stack.since())
                                && night.stack().sameIds(stack)
                                && night.counts().scored() > 0)
                        .toList(),
                most);
    }
}
