package io.msliqa.spark.nightly.checks;

import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a night comes to, from all its checks. */
public final class Verdicts {

    /** Of alarms that weigh the same, what explains the others comes first. */
    private static final List<Check> TELLING = List.of(
            Check.CANARIES,
            Check.FAILURES,
            Check.LEVEL,
            Check.FLOOR,
            Check.QUANTILE,
            Check.CAUSE,
            Check.SLIDE,
            Check.AGREEMENT,
            Check.DELIVERY,
            Check.AGE,
            Check.MIX,
            Check.WASSERSTEIN,
            Check.PSI,
            Check.MISSED);

    private Verdicts() {}

    /**
     * The worst outcome. A night whose level, or whose stack, could not be judged is {@link Outcome#NOT_JUDGED}, which is no
     * pass; a group that could not is no matter of the night. {@link Outcome#BROKEN} without any check.
     */
    public static Outcome outcome(List<CheckRow> checks) {
        Outcome worst =
                checks.stream().map(CheckRow::outcome).reduce(Outcome::or).orElse(Outcome.BROKEN);
        if (worst.isAlarm()) {
            return worst;
        }
        return checks.stream().anyMatch(Verdicts::isOpen) ? Outcome.NOT_JUDGED : Outcome.PASS;
    }

    private static boolean isOpen(CheckRow check) {
        return check.outcome() == Outcome.NOT_JUDGED
                && !check.isOfGroup()
                && (check.check() == Check.LEVEL || check.check() == Check.CANARIES);
    }

    /** The alarms, the most telling first. */
    public static List<CheckRow> alarms(List<CheckRow> checks) {
        return checks.stream()
                .filter(check -> check.outcome().isAlarm())
                .sorted(Comparator.comparing(CheckRow::outcome)
                        .reversed()
                        .thenComparing(check -> TELLING.indexOf(check.check()))
                        .thenComparing(Verdicts::isUnnamed)
                        .thenComparing(
                                Comparator.comparingDouble(Verdicts::size).reversed()))
                .toList();
    }

    /** Whether a group has no name that tells people where to look. */
    private static boolean isUnnamed(CheckRow check) {
        return check.group().startsWith("(");
    }

    private static double size(CheckRow check) {
        double near = near(check);
        // The mix by what pictures are grouped by first says more than the one that shifted most.
        return Double.isFinite(near) && check.check() != Check.MIX ? near : 0;
    }

    /** The end of a check's interval that is nearer to no effect; below 0 if the interval holds that. */
    public static double near(CheckRow check) {
        return switch (check.check()) {
            case LEVEL, QUANTILE, AGREEMENT -> -check.upper();
            default -> check.lower();
        };
    }

    /** One sentence for whoever has ten seconds. */
    public static String headline(List<CheckRow> checks) {
        List<CheckRow> alarms = alarms(checks);
        if (!alarms.isEmpty()) {
            return sentence(alarms.get(0)) + likely(alarms);
        }
        List<CheckRow> open = checks.stream()
                .filter(check -> isOpen(check) && check.check() == Check.LEVEL)
                .toList();
        return open.isEmpty()
                ? quiet(checks)
                : open.stream().map(CheckRow::text).distinct().collect(Collectors.joining(" "));
    }

    private static String quiet(List<CheckRow> checks) {
        return checks.stream()
                .filter(check -> check.check() == Check.DELIVERY && !check.isOfGroup() && check.pictures() == 0)
                .map(CheckRow::text)
                .findFirst()
                .orElse("Last night's pictures are as good as those of the nights before.");
    }

    /** The cause that rose, where pictures look worse and causes are known. */
    private static String likely(List<CheckRow> alarms) {
        boolean worse = Set.of(Check.LEVEL, Check.QUANTILE, Check.FLOOR)
                .contains(alarms.get(0).check());
        return worse
                ? alarms.stream()
                        .filter(alarm -> alarm.check() == Check.CAUSE)
                        .findFirst()
                        .map(alarm -> " Most likely " + alarm.group() + ".")
                        .orElse("")
                : "";
    }

    /** What a check found, with the group that it is about. */
    public static String sentence(CheckRow check) {
        if (!check.isOfGroup() || check.check() == Check.CAUSE) {
            return check.text();
        }
        String text = check.text();
        return group(check.dimension(), check.group()) + ": "
                + (text.isEmpty() ? "" : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1));
    }

    private static String group(String dimension, String group) {
        return switch (group) {
            case "(unknown)" -> "Pictures whose " + dimension + " nobody knows";
            case "(none)" -> "Pictures without a " + dimension;
            case "(others)" -> "Smaller groups by " + dimension + ", taken together";
            case "." -> "Pictures in the input folder itself";
            default -> dimension.substring(0, 1).toUpperCase(Locale.ROOT) + dimension.substring(1) + " " + group;
        };
    }
}
