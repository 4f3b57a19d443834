package io.msliqa.spark.nightly;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.msliqa.drift.DriftAnalysis;
import io.msliqa.drift.DriftResult;
import io.msliqa.drift.NightScores;
import io.msliqa.drift.ScoreCounts;
import io.msliqa.spark.config.GroupBy;
import io.msliqa.spark.config.NightlySettings;
import io.msliqa.spark.nightly.NightPictures.Owned;
import io.msliqa.spark.table.CheckRow;
import io.msliqa.spark.table.NightRow;
import io.msliqa.spark.table.NightRow.Counts;
import io.msliqa.spark.table.NightRow.Stack;
import io.msliqa.spark.table.ScoreColumns;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Judges a night by the rows of a score table and by the nights before. Nothing is written. */
final class NightlyJob {

    private final NightlySettings settings;
    private final Dataset<Row> table;
    private final List<NightRow> known;

    /**
     * @param table all rows of the score table
     * @param known nights that were judged, the first one first
     */
    NightlyJob(NightlySettings settings, Dataset<Row> table, List<NightRow> known) {
        this.settings = settings;
        this.table = table;
        this.known = known;
    }

    /**
     * What is to be judged.
     *
     * @param night its name
     * @param share which pictures are its own
     * @param stack what scored them; of its {@code since} nothing is read
     * @param canaries their scores
     * @param started when the night's run did
     * @param missed nights that were left out before it
     * @param seconds what its runs took, by stage
     * @param more checks that were made elsewhere
     */
    record Night(
            String night,
            NightRow.Share share,
            Stack stack,
            SortedMap<String, Double> canaries,
            Instant started,
            List<String> missed,
            Map<String, Double> seconds,
            List<CheckRow> more) {}

    NightResult judge(Night night) {
        List<NightRow> before = known.stream()
                .filter(other -> other.night().compareTo(night.night()) < 0)
                .toList();
        StackCheck.Found found = new StackCheck(settings.canaryTolerance())
                .compare(last(before), night.night(), night.stack(), night.canaries());
        Stack stack = new Stack(
                found.since(),
                night.stack().model(),
                night.stack().modelId(),
                night.stack().preprocessingId(),
                night.stack().scoreMin(),
                night.stack().scoreMax(),
                night.stack().higherIsBetter());
        Dataset<Row> rows = rows(night, before).persist();
        try {
            return judge(night, stack, found.check(), before, rows);
        } finally {
            rows.unpersist();
        }
    }

    private static Optional<NightRow> last(List<NightRow> nights) {
        return nights.isEmpty() ? Optional.empty() : Optional.of(nights.get(nights.size() - 1));
    }

    /** The rows of a night: of those that earlier nights have counted, none. */
    Dataset<Row> rows(Night night, List<NightRow> before) {
        Dataset<Row> rows = NightPictures.of(
                table, List.of(new Owned(night.night(), night.share().parts())), night.stack());
        boolean others = before.stream().anyMatch(other -> !other.stack().sameIds(night.stack()));
        return others ? NightPictures.notIn(rows, table, NightPictures.owned(before)) : rows;
    }

    private NightResult judge(Night night, Stack stack, CheckRow canaries, List<NightRow> before, Dataset<Row> rows) {
        Points points = Points.of(stack);
        Counts counts = NightPictures.counts(rows, points);
        List<NightRow> good = baseline(before, settings.baselineNights());
        List<NightRow> alike = baseline(
                before.stream()
                        .filter(other -> other.stack().since().equals(stack.since())
                                && other.stack().sameIds(stack)
                                && other.counts().scored() > 0)
                        .toList(),
                settings.baselineNights());
        List<CheckRow> checks = new ArrayList<>(List.of(canaries));
        checks.addAll(new DeliveryChecks(settings).check(good, counts, night.started(), night.missed()));
        Map<String, DriftResult> drift = new LinkedHashMap<>();
        ScoreCounts baseline = new ScoreCounts(new TreeMap<>());
        if (alike.size() < settings.fewestNights()) {
            checks.add(ScoreChecks.notJudged("There is too little history to judge the scores by: " + alike.size()
                    + " good night" + (alike.size() == 1 ? "" : "s") + " of this stack, "
                    + settings.fewestNights() + " are needed."));
        } else if (counts.scored() == 0) {
            checks.add(ScoreChecks.notJudged("No picture has a score."));
        } else {
            Dataset<Row> past = NightPictures.of(table, NightPictures.owned(alike), stack);
            baseline = total(NightPictures.scores(past, lit(""), points, List.of("")));
            drift.putAll(compare(night, rows, past, alike, points, baseline));
            checks.addAll(new ScoreChecks(settings, points).check(drift));
        }
        checks.addAll(night.more());
        NightRow row = new NightRow(
                night.night(),
                new NightRow.Verdict(
                        Verdicts.outcome(checks),
                        Verdicts.headline(checks),
                        false,
                        1 + revision(night.night()),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS)),
                night.share(),
                counts,
                stack,
                alike.stream().map(NightRow::night).toList(),
                checks,
                night.canaries(),
                night.seconds());
        return new NightResult(
                row,
                before,
                drift,
                total(NightPictures.scores(rows, lit(""), points, List.of(""))),
                baseline,
                NightPictures.worst(rows, stack.higherIsBetter(), settings.worst()),
                NightPictures.failures(rows),
                Optional.empty());
    }

    private int revision(String night) {
        return known.stream()
                .filter(other -> other.night().equals(night))
                .mapToInt(other -> other.verdict().revision())
                .max()
                .orElse(0);
    }

    private static ScoreCounts total(List<NightScores> nights) {
        return nights.stream().map(NightScores::all).reduce(new ScoreCounts(new TreeMap<>()), ScoreCounts::plus);
    }

    private static List<NightRow> baseline(List<NightRow> nights, int most) {
        List<NightRow> good = nights.stream()
                .filter(night ->
                        night.verdict().outcome().isGood() || night.verdict().accepted())
                .toList();
        return good.subList(Math.max(0, good.size() - most), good.size());
    }

    private Map<String, DriftResult> compare(
            Night night,
            Dataset<Row> rows,
            Dataset<Row> past,
            List<NightRow> nights,
            Points points,
            ScoreCounts baseline) {
        double floor =
                settings.floor().isPresent() ? points.points(settings.floor().getAsDouble()) : baseline.quantile(0.1);
        Map<String, DriftResult> results = new LinkedHashMap<>();
        if (settings.groupBy().isEmpty()) {
            results.put("", compare(rows, past, lit(""), points, floor));
        }
        List<String> inputs = new ArrayList<>(night.share().inputs());
        nights.forEach(other -> inputs.addAll(other.share().inputs()));
        Configuration hadoop = table.sparkSession().sparkContext().hadoopConfiguration();
        for (GroupBy by : settings.groupBy()) {
            ManifestColumn manifest =
                    new ManifestColumn(inputs.stream().distinct().toList(), by.column());
            boolean joined = by.kind() == GroupBy.Kind.COLUMN;
            Column group =
                    switch (by.kind()) {
                        case FOLDER -> GroupColumns.folder(inputs, hadoop);
                        case PREFIX -> GroupColumns.prefix();
                        case FORMAT -> functions.coalesce(col(ScoreColumns.FORMAT), lit(GroupColumns.UNKNOWN));
                        case SIZE -> GroupColumns.size();
                        case COLUMN -> functions.coalesce(col("`" + manifest.added() + "`"), lit(GroupColumns.UNKNOWN));
                    };
            results.put(
                    by.title(),
                    compare(
                            joined ? manifest.add(rows) : rows,
                            joined ? manifest.add(past) : past,
                            group,
                            points,
                            floor));
        }
        return results;
    }

    private DriftResult compare(Dataset<Row> rows, Dataset<Row> past, Column group, Points points, double floor) {
        List<String> groups = new ArrayList<>(NightPictures.largest(past, group, settings.mostGroups()));
        NightPictures.largest(rows, group, settings.mostGroups()).stream()
                .filter(name -> !groups.contains(name))
                .forEach(groups::add);
        NightScores tonight = NightPictures.scores(rows, group, points, groups).get(0);
        return DriftAnalysis.compare(
                NightPictures.scores(past, group, points, groups), tonight, settings.bootstrap(), floor);
    }
}
