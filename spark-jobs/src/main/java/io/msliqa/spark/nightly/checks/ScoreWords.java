package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.DriftResult;
import io.msliqa.quality.drift.DriftResult.Contribution;
import io.msliqa.quality.drift.DriftResult.Part;
import io.msliqa.quality.drift.ShiftStatistic;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.rows.Outcome;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what the checks of scores found, in points of the model's scale and shares of pictures, without statistics. */
record ScoreWords(QualityScale scale) {

    /** From this share on, bad pictures are what the sentence begins with. */
    private static final double MANY = 0.3;

    /** Of a hundred; nobody sees less. */
    private static final double FEW_POINTS = 2;

    String of(ShiftStatistic statistic, DriftResult result, Part part, Outcome outcome) {
        double unit = result.unit();
        return switch (statistic) {
            case MEAN -> outcome.isAlarm() || outcome == Outcome.NOTED ? worse(part) : level(part);
            case P10 -> moved("The worst tenth of the pictures", part, statistic, unit);
            case P50 -> moved("The picture in the middle", part, statistic, unit);
            case P90 -> moved("The best tenth of the pictures", part, statistic, unit);
            case PSI, WASSERSTEIN ->
                outcome.isAlarm()
                        ? "Scores are spread otherwise than usual: better and worse pictures come in other shares."
                        : "Scores are spread as usual.";
            case BELOW_FLOOR ->
                String.format(
                        Locale.ROOT,
                        "Pictures below %s: %+.0f of a hundred more than usual.",
                        scale.textOfPoints(result.floor()),
                        100 * part.shifts().get(statistic).value());
        };
    }

    private String worse(Part part) {
        String where =
                scale.textOfPoints(part.meanNow()) + " where " + scale.textOfPoints(part.meanBefore()) + " is usual.";
        return part.worse() >= MANY * part.now()
                ? String.format(
                        Locale.ROOT, "%,d of %,d new pictures look clearly worse: %s", part.worse(), part.now(), where)
                : String.format(Locale.ROOT, "%,d new pictures look a little worse on average: %s", part.now(), where);
    }

    private String level(Part part) {
        return "The mean score is " + scale.textOfPoints(part.meanNow()) + "; " + scale.textOfPoints(part.meanBefore())
                + " is usual.";
    }

    private String moved(String who, Part part, ShiftStatistic statistic, double unit) {
        double shift = part.shifts().get(statistic).value() * unit;
        return who
                + (Math.abs(shift) < 0.05
                        ? " scores as usual."
                        : " scores " + scale.textOfDistance(Math.abs(shift)) + " points "
                                + (shift < 0 ? "worse" : "better") + " than usual.");
    }

    String mix(String dimension, DriftResult result, Outcome outcome) {
        if (!outcome.isAlarm()) {
            return "Pictures come from the usual places, by " + dimension + ".";
        }
        Optional<Map.Entry<String, Contribution>> most = result.mix().groups().entrySet().stream()
                .max(Comparator.comparingDouble(group ->
                        Math.abs(group.getValue().shareNow() - group.getValue().shareBefore())));
        String moved = most.map(group -> String.format(
                        Locale.ROOT,
                        "%.0f %% are of %s %s, where %.0f %% are usual",
                        100 * group.getValue().shareNow(),
                        dimension,
                        group.getKey(),
                        100 * group.getValue().shareBefore()))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "Other pictures than usual came: %s. That alone %s; the pictures themselves %s.",
                moved,
                alone(result.mix().mix().value() * result.unit()),
                themselves(result.mix().quality().value() * result.unit()));
    }

    private String alone(double points) {
        return Math.abs(points) < FEW_POINTS
                ? "hardly moves the mean score"
                : "makes the mean score " + scale.textOfDistance(Math.abs(points)) + " points "
                        + (points < 0 ? "worse" : "better");
    }

    private String themselves(double points) {
        return Math.abs(points) < FEW_POINTS
                ? "look as usual"
                : "look " + scale.textOfDistance(Math.abs(points)) + " points " + (points < 0 ? "worse" : "better");
    }
}
