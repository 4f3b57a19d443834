package io.msliqa.spark.nightly;

import static org.apache.spark.sql.functions.col;

import io.msliqa.quality.drift.AgreementShift;
import io.msliqa.quality.drift.Estimate;
import io.msliqa.quality.drift.LabelledScores;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.labels.Labels;
import io.msliqa.spark.labels.OpinionColumn;
import io.msliqa.spark.nightly.checks.CheckRowBuilder;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.settings.NightLimits.Limit;
import io.msliqa.spark.settings.NightlySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whether scores agree with people as they did, where people have given an opinion on some of the night's pictures. */
record TruthCheck(NightlySettings settings, QualityScale scale) {

    /**
     * Of the night and of its baseline.
     *
     * @param night its name
     * @param rows of the night and of the baseline's nights, with their names
     */
    List<CheckRow> check(Labels labels, String night, Dataset<Row> rows) {
        SortedMap<String, LabelledScores> byNight =
                read(OpinionColumn.add(labels, rows.filter(NightPictures.scored())));
        LabelledScores tonight = byNight.getOrDefault(night, new LabelledScores(List.of(), List.of()));
        byNight.remove(night);
        return check(labels.name(), List.copyOf(byNight.values()), tonight);
    }

    List<CheckRow> check(String labels, List<LabelledScores> nights, LabelledScores tonight) {
        CheckRowBuilder whole = CheckRowBuilder.of(Check.AGREEMENT, Cause.MODEL)
                .statistic("SRCC")
                .pictures(tonight.size());
        if (tonight.size() < settings.fewestPictures()) {
            return List.of(whole.row(
                    Outcome.NOT_JUDGED,
                    "On %d of tonight's pictures there is an opinion in %s: too few to compare scores with"
                            + " (nightly.fewest-pictures).",
                    tonight.size(),
                    labels));
        }
        AgreementShift shift = AgreementShift.of(nights, tonight, settings.bootstrap());
        List<CheckRow> rows = new ArrayList<>();
        rows.add(least(whole, shift, tonight));
        int before = nights.stream().mapToInt(LabelledScores::size).sum();
        CheckRowBuilder change = CheckRowBuilder.of(Check.AGREEMENT, Cause.MODEL)
                .statistic("change of SRCC")
                .pictures(tonight.size());
        rows.add(
                before < settings.fewestPictures()
                        ? change.row(Outcome.NOT_JUDGED, "How well scores agreed with people before is not known yet.")
                        : fall(change, shift));
        return rows;
    }

    /** Where all scores or all opinions are equal there is no order to agree, which is no broken check. */
    private CheckRow least(CheckRowBuilder draft, AgreementShift shift, LabelledScores tonight) {
        Limit limit = settings.limits().leastAgreement();
        draft.values(shift.before(), shift.now().value()).effect(shift.now(), limit);
        if (!shift.now().isDefined()) {
            return draft.row(
                    Outcome.NOT_JUDGED, "All scores or all opinions of tonight's labelled pictures are equal.");
        }
        double most = shift.now().upper();
        Outcome outcome = limit.fail() > 0 && most < limit.fail()
                ? Outcome.FAIL
                : limit.warn() > 0 && most < limit.warn() ? Outcome.WARN : Outcome.PASS;
        return draft.row(
                outcome,
                "Scores agree with people: SRCC %s on %,d labelled pictures.",
                range(shift.now()),
                tonight.size());
    }

    private CheckRow fall(CheckRowBuilder draft, AgreementShift shift) {
        draft.values(shift.before(), shift.now().value())
                .effect(shift.change(), settings.limits().agreement());
        if (!shift.change().isDefined()) {
            return draft.row(Outcome.NOT_JUDGED, "No interval for the change of agreement.");
        }
        Outcome outcome = draft.judge(-shift.change().upper());
        return draft.row(
                outcome,
                outcome.isAlarm()
                        ? "Scores agree less with people than before: SRCC went from %.2f to %.2f, by %s. The model does not suit"
                                + " these pictures as it suited the earlier ones."
                        : "Scores agree with people as before: SRCC went from %.2f to %.2f, by %s.",
                shift.before(),
                shift.now().value(),
                String.format(
                        Locale.ROOT,
                        "%+.2f (%+.2f to %+.2f)",
                        shift.change().value(),
                        shift.change().lower(),
                        shift.change().upper()));
    }

    private static String range(Estimate estimate) {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", estimate.value(), estimate.lower(), estimate.upper());
    }

    private SortedMap<String, LabelledScores> read(Dataset<Row> rows) {
        SortedMap<String, List<Double>> scores = new TreeMap<>();
        SortedMap<String, List<Double>> opinions = new TreeMap<>();
        for (Row row : rows.select(col(NightPictures.NIGHT), col(ScoreColumns.SCORE), col(OpinionColumn.OPINION))
                .orderBy(col(NightPictures.NIGHT), col(ScoreColumns.IMAGE))
                .collectAsList()) {
            scores.computeIfAbsent(row.getString(0), night -> new ArrayList<>()).add(scale.points(row.getDouble(1)));
            opinions.computeIfAbsent(row.getString(0), night -> new ArrayList<>())
                    .add(row.getDouble(2));
        }
        SortedMap<String, LabelledScores> nights = new TreeMap<>();
        scores.forEach((night, values) -> nights.put(night, new LabelledScores(values, opinions.get(night))));
        return nights;
    }
}
