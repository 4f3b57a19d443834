package io.msliqa.spark.nightly.checks;

import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.NightRow.Stack;
import io.msliqa.spark.rows.Outcome;
import java.util.List;
import java.util.Set;

/** With which nights another one is compared: the last ones that were good, or that a person has accepted. */
public final class Baseline {

    private Baseline() {}

    /**
     * Whatever stack scored them.
     *
     * @param nights the first one first
     */
    public static List<NightRow> good(List<NightRow> nights, int most) {
        return last(nights.stream().filter(Baseline::isUsual).toList(), most);
    }

    /** Whether a night may stand in a baseline: it raised no alarm, or a person has accepted it. */
    static boolean isUsual(NightRow night) {
        return night.verdict().outcome().isGood() || night.verdict().accepted();
    }

    static List<NightRow> last(List<NightRow> nights, int most) {
        return nights.subList(Math.max(0, nights.size() - most), nights.size());
    }

    /** Those with scores by a stack. */
    static List<NightRow> scoredBy(Stack stack, List<NightRow> nights) {
        return nights.stream()
                .filter(night -> night.stack().since().equals(stack.since())
                        && night.stack().sameIds(stack)
                        && night.counts().scored() > 0)
                .toList();
    }

    /** Of those with scores by the stack. */
    public static List<NightRow> alike(List<NightRow> nights, Stack stack, int most) {
        return good(scoredBy(stack, nights), most);
    }

    /**
     * Whether patterns of weekdays may be learnt from a night: also from one that warned, or came to too few pictures, as nights of a
     * season do before it is found; never from one whose pictures could not be read or were clearly worse.
     */
    static boolean isLearnable(NightRow night) {
        return night.verdict().accepted()
                || Verdicts.alarms(night.checks()).stream()
                        .allMatch(row -> SEASONAL.contains(row.check())
                                && (row.outcome() == Outcome.WARN || row.check() == Check.DELIVERY));
    }

    /**
     * The nights since a person has last accepted one that raised an alarm, with those that were accepted together with it: what
     * came before is no longer what is usual.
     */
    static List<NightRow> sinceAccepted(List<NightRow> nights) {
        int from = nights.size();
        while (from > 0 && !isNewRule(nights.get(from - 1))) {
            from--;
        }
        while (from > 0 && isNewRule(nights.get(from - 1))) {
            from--;
        }
        return nights.subList(from, nights.size());
    }

    private static boolean isNewRule(NightRow night) {
        return night.verdict().accepted() && night.verdict().outcome().isAlarm();
    }

    /** What the kind of a night can explain. */
    private static final Set<Check> SEASONAL = Set.of(
            Check.DELIVERY,
            Check.MIX,
            Check.MISSED,
            Check.AGE,
            Check.LEVEL,
            Check.QUANTILE,
            Check.FLOOR,
            Check.PSI,
            Check.WASSERSTEIN);
}
