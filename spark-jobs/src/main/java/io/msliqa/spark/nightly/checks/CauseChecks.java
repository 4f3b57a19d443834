package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.Estimate;
import io.msliqa.quality.drift.NightScores;
import io.msliqa.quality.drift.RateShift;
import io.msliqa.quality.drift.RateShift.Rate;
import io.msliqa.quality.drift.ScoreCounts;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightlySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Says which cause of bad pictures has become more frequent, where the score table knows causes. More pictures of one cause are
 * no matter of the mix: they are what is wrong.
 */
public record CauseChecks(NightlySettings settings) {

    /** What reports call the grouping by cause. */
    public static final String DIMENSION = "cause";

    /** How a picture is marked that nothing spoils, or of which that is not known. */
    private static final Set<String> NOTHING = Set.of("", "none", "(unknown)", "(others)");

    /** @param nights the baseline */
    List<CheckRow> check(List<NightScores> nights, NightScores tonight) {
        List<CheckRow> rows = new ArrayList<>();
        tonight.groups().forEach((cause, scores) -> {
            if (!NOTHING.contains(cause) && tonight.size() >= settings.fewestPictures()) {
                rows.add(rise(cause, nights, new Rate(scores.size(), tonight.size())));
            }
        });
        return rows;
    }

    private CheckRow rise(String cause, List<NightScores> nights, Rate now) {
        List<Rate> before = nights.stream()
                .filter(night -> night.size() > 0)
                .map(night -> new Rate(size(night.groups().get(cause)), night.size()))
                .toList();
        CheckRowBuilder draft = CheckRowBuilder.of(Check.CAUSE, Cause.PICTURES)
                .group(DIMENSION, cause)
                .statistic("rise")
                .pictures(now.some());
        if (before.size() < settings.fewestNights()) {
            return draft.row(Outcome.NOT_JUDGED, "How many are usual is not known yet.");
        }
        Estimate rise = RateShift.of(before, now, settings.bootstrap());
        double then = RateShift.pooled(before);
        draft.values(then, now.share())
                .effect(rise, settings.limits(DIMENSION, cause).cause());
        Outcome outcome = draft.judge(rise.lower());
        return draft.row(
                outcome,
                "%.0f %% of the pictures suffer from %s; %.0f %% are usual.",
                100 * now.share(),
                cause,
                100 * then);
    }

    private static long size(ScoreCounts scores) {
        return scores == null ? 0 : scores.size();
    }
}
