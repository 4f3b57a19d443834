package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.DriftResult;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.NightRow.Counts;
import io.msliqa.spark.rows.NightRow.Stack;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightlySettings;
import io.msliqa.spark.settings.NightlySettings.Seasonality;
import io.msliqa.spark.settings.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * Judges a night by plain records: with which nights it is compared, all checks, how much each weighs. Knows no Spark, so that a
 * year of nights is judged in seconds.
 */
public final class NightJudge {

    private final NightlySettings settings;
    private final List<NightRow> before;
    private final Asked asked;
    private final StackCheck.Found found;
    private final Stack stack;
    private final Seasons seasons;
    private final List<NightRow> good;
    private final boolean mixed;
    private final List<NightRow> alike;

    /**
     * What is to be judged.
     *
     * @param night its name
     * @param stack what scored it; of its {@code since} nothing is read
     * @param canaries scores of our own pictures
     * @param started when its run did
     * @param missed nights that were left out before it
     */
    public record Asked(
            String night, Stack stack, SortedMap<String, Double> canaries, Instant started, List<String> missed) {}

    /** Checks and the comparisons behind them; of none of them the scores were judged if {@code drift} is empty. */
    public record Judged(List<CheckRow> checks, Map<String, DriftResult> drift) {}

    /**
     * Finds out with which nights the night is to be compared.
     *
     * @param before the nights before, the first one first
     */
    public NightJudge(NightlySettings settings, List<NightRow> before, Asked asked) {
        this.settings = settings;
        this.before = before;
        this.asked = asked;
        StackCheck check = new StackCheck(settings.canaryTolerance());
        this.found = before.isEmpty()
                ? check.first(asked.night(), asked.canaries())
                : check.compare(before.get(before.size() - 1), asked.night(), asked.stack(), asked.canaries());
        Stack now = asked.stack();
        this.stack = new Stack(
                found.since(),
                now.model(),
                now.modelId(),
                now.preprocessingId(),
                now.scoreMin(),
                now.scoreMax(),
                now.higherIsBetter());
        this.seasons = settings.seasons() == Seasonality.AUTO ? Seasons.of(before, stack) : Seasons.none(stack);
        List<NightRow> usual = before.stream()
                .filter(night -> Baseline.isUsual(night) || seasons.explain(night))
                .toList();
        List<NightRow> like = seasons.like(asked.night(), usual);
        this.good = Baseline.last(like, settings.baselineNights());
        List<NightRow> own = Baseline.scoredBy(stack, Baseline.sinceAccepted(usual));
        List<NightRow> ownLike = seasons.like(asked.night(), own);
        // After a change there are too few nights of a season for a while; scores are compared group by group, whatever
        // the mix.
        this.mixed = ownLike.size() < settings.fewestNights() && own.size() >= settings.fewestNights();
        List<NightRow> since = mixed ? own : ownLike;
        this.alike = Baseline.last(
                since.size() < settings.fewestNights() ? Baseline.scoredBy(stack, like) : since,
                settings.baselineNights());
    }

    /** What scored the night, and since when. */
    public Stack stack() {
        return stack;
    }

    /** The nights that its scores are compared with. */
    public List<NightRow> alike() {
        return alike;
    }

    /** What kind of nights these are. */
    public Season season() {
        return seasons.of(asked.night());
    }

    /**
     * Makes all checks.
     *
     * @param comparison of the night and of {@link #alike}
     */
    public Judged judge(NightComparison comparison, Counts counts) {
        List<CheckRow> checks = new ArrayList<>(List.of(found.check()));
        checks.addAll(new DeliveryChecks(settings).check(good, counts, asked.started(), asked.missed(), season()));
        NightComparison.Result result = comparison.compare(
                good.stream().map(NightRow::counts).toList(),
                alike.stream().map(NightRow::night).toList(),
                asked.night(),
                counts);
        result.checks().forEach(row -> checks.add(mixed && row.check() == Check.MIX ? open(row) : row));
        result.drift().values().stream()
                .findFirst()
                .ifPresent(drift -> checks.addAll(new SlideCheck(settings, comparison.scale())
                        .check(sameStack(), checks, asked.night(), counts.mean(), drift.unit())));
        return new Judged(checks, result.drift());
    }

    private CheckRow open(CheckRow mix) {
        return CheckRowBuilder.of(Check.MIX, mix.cause())
                .group(mix.dimension(), mix.group())
                .statistic(mix.statistic())
                .pictures(mix.pictures())
                .row(Outcome.NOT_JUDGED, "Too few %s since the last change to judge the mix by.", season().plural());
    }

    private List<NightRow> sameStack() {
        return Baseline.scoredBy(stack, before).stream()
                .filter(night -> night.counts().scored() >= settings.fewestPictures())
                .toList();
    }

    /** The checks with how much each weighs, by its group. */
    public static List<CheckRow> weighed(NightlySettings settings, List<CheckRow> checks) {
        return checks.stream()
                .map(row -> {
                    Severity severity = settings.limits(row.dimension(), row.group())
                            .severity(row.check().name().toLowerCase(Locale.ROOT));
                    return row.weighing(severity);
                })
                .toList();
    }
}
