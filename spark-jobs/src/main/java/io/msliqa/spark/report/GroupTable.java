package io.msliqa.spark.report;

import io.msliqa.quality.drift.DriftResult;
import io.msliqa.quality.drift.Estimate;
import io.msliqa.quality.drift.ShiftStatistic;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.nightly.NightMessage;
import io.msliqa.spark.nightly.NightResult;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A night's groups of one kind.
 *
 * @param dimension the kind
 * @param lines by group: those with an alarm, then the one whose mean fell most
 * @param more groups, for readers who want them all
 * @param others how many these are
 */
record GroupTable(String dimension, List<Line> lines, List<Line> more, int others) {

    private static final int FEW = 15;

    /** A group. */
    record Line(
            String group,
            String colour,
            String verdict,
            String before,
            String now,
            String shift,
            String pictures,
            String share,
            String failed) {

        boolean isQuiet() {
            return !colour.equals("warn") && !colour.equals("bad");
        }
    }

    /** Of all kinds. */
    static List<GroupTable> all(NightResult result) {
        List<GroupTable> tables = new ArrayList<>();
        result.drift().forEach((dimension, drift) -> {
            if (!dimension.isEmpty() && drift.groups().size() > 1) {
                List<Line> lines = drift.groups().entrySet().stream()
                        .sorted(Comparator.comparingDouble(group -> sort(group.getValue())))
                        .map(group -> line(result, dimension, group, drift))
                        .sorted(Comparator.comparing(Line::isQuiet))
                        .toList();
                int few = Math.min(FEW, lines.size());
                tables.add(new GroupTable(
                        dimension, lines.subList(0, few), lines.subList(few, lines.size()), lines.size() - few));
            }
        });
        return tables;
    }

    private static double sort(DriftResult.Part part) {
        double shift = part.shifts().get(ShiftStatistic.MEAN).value();
        return Double.isNaN(shift) ? Double.MAX_VALUE : shift;
    }

    /** The share of the group's pictures; none where too few came, or where a picture's group is known by opening it. */
    private static String failed(NightResult result, String dimension, String group) {
        return result.night().checks().stream()
                .filter(check -> check.check() == Check.FAILURES
                        && check.dimension().equals(dimension)
                        && check.group().equals(group))
                .map(check -> String.format(Locale.ROOT, "%.1f %%", 100 * check.now()))
                .findFirst()
                .orElse("–");
    }

    private static Line line(
            NightResult result, String dimension, Map.Entry<String, DriftResult.Part> group, DriftResult drift) {
        DriftResult.Part part = group.getValue();
        DriftResult.Contribution mix = drift.mix().groups().get(group.getKey());
        Estimate shift = part.shifts().get(ShiftStatistic.MEAN);
        QualityScale scale = result.night().stack().scale();
        Outcome worst = result.night().checks().stream()
                .filter(check ->
                        check.dimension().equals(dimension) && check.group().equals(group.getKey()))
                .map(CheckRow::outcome)
                .reduce(Outcome::or)
                .orElse(Outcome.NOT_JUDGED);
        return new Line(
                group.getKey(),
                NightPage.colour(worst),
                worst == Outcome.NOT_JUDGED
                        ? "too few"
                        : worst == Outcome.PASS || worst == Outcome.NOTED ? "as before" : NightMessage.word(worst),
                part.before() == 0 ? "–" : scale.textOfPoints(part.meanBefore()),
                part.now() == 0 ? "–" : scale.textOfPoints(part.meanNow()),
                shift.isDefined() ? change(shift, drift.unit(), scale) : "–",
                String.format(Locale.ROOT, "%,d", part.now()),
                String.format(Locale.ROOT, "%.0f %% → %.0f %%", 100 * mix.shareBefore(), 100 * mix.shareNow()),
                failed(result, dimension, group.getKey()));
    }

    /** In points of the score, with its interval. */
    private static String change(Estimate shift, double unit, QualityScale scale) {
        return scale.textOfChange(shift.value() * unit) + " (" + scale.textOfChange(shift.lower() * unit) + " to "
                + scale.textOfChange(shift.upper() * unit) + ")";
    }
}
