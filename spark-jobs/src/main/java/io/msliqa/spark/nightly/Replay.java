package io.msliqa.spark.nightly;

import io.msliqa.UserException;
import io.msliqa.quality.drift.Estimate;
import io.msliqa.quality.drift.RateShift;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.nightly.checks.Baseline;
import io.msliqa.spark.nightly.checks.DeliveryChecks;
import io.msliqa.spark.nightly.checks.GroupedNights;
import io.msliqa.spark.nightly.checks.NightComparison;
import io.msliqa.spark.nightly.checks.NightJudge;
import io.msliqa.spark.nightly.checks.Season;
import io.msliqa.spark.nightly.checks.Verdicts;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.NightRow.Counts;
import io.msliqa.spark.rows.NightRow.Stack;
import io.msliqa.spark.settings.NightlySettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An A/A test of the limits: nights of the past that were as they should be are compared with each other, so that every alarm is
 * a false one. Nothing is written.
 *
 * <p>First as they came, each with the nights before it; then each several times with others drawn from all of them, which says
 * how often a night that is no different raises an alarm.
 */
public final class Replay {

    /** About so many comparisons are made. */
    private static final int COMPARISONS = 200;

    private final NightlySettings settings;
    private final List<NightRow> nights;
    private final List<String> leftOut;
    private final NightComparison comparison;

    private Replay(NightlySettings settings, List<NightRow> nights, List<String> leftOut, NightComparison comparison) {
        this.settings = settings;
        this.nights = nights;
        this.leftOut = leftOut;
        this.comparison = comparison;
    }

    /** What a comparison came to. */
    record Trial(String night, List<CheckRow> alarms, List<CheckRow> checks) {}

    /**
     * Reads what is needed of a stack's nights.
     *
     * @param table all rows of the score table
     * @param known all nights, the first one first
     * @param last the stack is that of this night; empty for the last one there is
     * @param except nights that were not as they should be; those that failed and were not accepted are left out anyway
     * @throws UserException if too few nights are left
     */
    public static Replay of(
            NightlySettings settings, Dataset<Row> table, List<NightRow> known, String last, Set<String> except) {
        NightRow until = known.stream()
                .filter(night -> last.isEmpty() || night.night().equals(last))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new UserException(
                        last.isEmpty()
                                ? "No night has been judged yet: there is nothing to replay"
                                : "There is no night '" + last + "' to replay"));
        Stack stack = until.stack();
        List<NightRow> quiet = Baseline.alike(known, stack, Integer.MAX_VALUE).stream()
                .filter(night -> !except.contains(night.night()))
                .toList();
        List<String> leftOut = known.stream()
                .filter(night -> !quiet.contains(night))
                .map(NightRow::night)
                .toList();
        if (quiet.size() <= settings.fewestNights()) {
            throw new UserException("Only " + quiet.size() + " good nights of the stack of "
                    + until.night() + " are there; a replay needs "
                    + (settings.fewestNights() + 1) + " at least (nightly.fewest-nights), and twenty to say much");
        }
        QualityScale scale = stack.scale();
        Dataset<Row> rows = NightPictures.of(table, NightPictures.owned(quiet), stack);
        List<String> inputs =
                quiet.stream().flatMap(night -> night.share().inputs().stream()).toList();
        Configuration hadoop = table.sparkSession().sparkContext().hadoopConfiguration();
        List<GroupedNights> grouped = Grouping.all(settings.groupBy(), inputs, rows, hadoop).stream()
                .map(grouping -> grouping.nights(rows, "", scale, settings.mostGroups()))
                .toList();
        return new Replay(settings, quiet, leftOut, new NightComparison(settings, scale, grouped));
    }

    /** Compares and counts. */
    public ReplayResult run() {
        List<Trial> asTheyCame = IntStream.range(settings.fewestNights(), nights.size())
                .parallel()
                .mapToObj(place ->
                        trial(nights.get(place), nights.subList(Math.max(0, place - settings.baselineNights()), place)))
                .toList();
        int draws = nights.size() - 1 <= settings.baselineNights() ? 1 : Math.max(1, COMPARISONS / nights.size());
        List<Trial> drawn = IntStream.range(0, draws * nights.size())
                .parallel()
                .mapToObj(number -> trial(nights.get(number / draws), drawn(number / draws, number)))
                .toList();
        return new ReplayResult(
                nights.stream().map(NightRow::night).toList(),
                leftOut,
                asTheyCame.size(),
                asTheyCame.stream()
                        .filter(trial -> !trial.alarms().isEmpty())
                        .map(Replay::alarm)
                        .toList(),
                drawn.size(),
                rate(drawn, draws),
                ReplayResult.Figure.all(drawn));
    }

    private static ReplayResult.Alarm alarm(Trial trial) {
        CheckRow first = trial.alarms().get(0);
        return new ReplayResult.Alarm(trial.night(), first.outcome(), Verdicts.sentence(first));
    }

    private List<NightRow> drawn(int place, int number) {
        List<NightRow> others = new ArrayList<>(nights);
        others.remove(place);
        Collections.shuffle(others, new Random(settings.bootstrap().seed() * 1_000_003L + number));
        return others.subList(0, Math.min(settings.baselineNights(), others.size()));
    }

    private Trial trial(NightRow night, List<NightRow> baseline) {
        List<Counts> good = baseline.stream().map(NightRow::counts).toList();
        List<CheckRow> checks = new ArrayList<>();
        checks.add(new DeliveryChecks(settings).delivery(baseline, night.counts(), Season.ALL));
        checks.addAll(comparison
                .compare(good, baseline.stream().map(NightRow::night).toList(), night.night(), night.counts())
                .checks());
        return new Trial(night.night(), Verdicts.alarms(NightJudge.weighed(settings, checks)), checks);
    }

    /** The share of comparisons with an alarm; its interval is of whole nights. */
    private Estimate rate(List<Trial> trials, int draws) {
        List<RateShift.Rate> byNight = IntStream.range(0, nights.size())
                .mapToObj(place -> new RateShift.Rate(
                        trials.subList(place * draws, (place + 1) * draws).stream()
                                .filter(trial -> !trial.alarms().isEmpty())
                                .count(),
                        draws))
                .toList();
        return RateShift.pooled(byNight, settings.bootstrap());
    }
}
