package io.msliqa.spark.nightly;

import io.msliqa.scale.QualityScale;
import io.msliqa.spark.labels.Labels;
import io.msliqa.spark.nightly.NightPictures.Owned;
import io.msliqa.spark.nightly.checks.NightComparison;
import io.msliqa.spark.nightly.checks.NightJudge;
import io.msliqa.spark.nightly.checks.Verdicts;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.NightRow.Counts;
import io.msliqa.spark.rows.NightRow.Stack;
import io.msliqa.spark.settings.NightlySettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Judges a night by the rows of a score table and by the nights before. Writes nothing.
 *
 * @param table all rows of the score table
 * @param known nights that were judged, the first one first
 * @param labels people's opinions; empty if none are known
 */
record NightlyJob(NightlySettings settings, Dataset<Row> table, List<NightRow> known, Optional<Labels> labels) {

    /**
     * What is to be judged.
     *
     * @param night its name
     * @param share which pictures are its own
     * @param stack what scored them; of its {@code since} nothing is read
     * @param others further models that scored the same pictures
     * @param canaries their scores
     * @param started when the night's run did
     * @param missed nights that were left out before it
     * @param seconds what its runs took, by stage
     */
    record Night(
            String night,
            NightRow.Share share,
            Stack stack,
            List<Stack> others,
            SortedMap<String, Double> canaries,
            Instant started,
            List<String> missed,
            Map<String, Double> seconds) {}

    NightResult judge(Night night) {
        List<NightRow> before = known.stream()
                .filter(other -> other.night().compareTo(night.night()) < 0)
                .toList();
        NightJudge judge = new NightJudge(
                settings,
                before,
                new NightJudge.Asked(night.night(), night.stack(), night.canaries(), night.started(), night.missed()));
        Dataset<Row> rows = rows(night, before).persist();
        try {
            return judge(night, judge, before, rows);
        } finally {
            rows.unpersist();
        }
    }

    /** The rows of a night: of those that earlier nights have counted, none. */
    Dataset<Row> rows(Night night, List<NightRow> before) {
        Owned own = new Owned(night.night(), night.share().parts());
        boolean past = known.stream().anyMatch(other -> other.night().compareTo(night.night()) > 0);
        Dataset<Row> rows = past
                ? NightPictures.repaired(table, own, night.stack())
                : NightPictures.of(table, List.of(own), night.stack());
        boolean others = before.stream().anyMatch(other -> !other.stack().sameIds(night.stack()));
        return others ? NightPictures.notIn(rows, table, NightPictures.owned(before)) : rows;
    }

    private NightResult judge(Night night, NightJudge judge, List<NightRow> before, Dataset<Row> rows) {
        Stack stack = judge.stack();
        QualityScale scale = stack.scale();
        Counts counts = NightPictures.counts(rows, scale);
        List<NightRow> alike = judge.alike();
        List<String> names = alike.stream().map(NightRow::night).toList();
        Dataset<Row> all = rows.union(NightPictures.of(table, NightPictures.owned(alike), stack));
        NightComparison comparison = comparison(night, alike, all, scale);
        NightJudge.Judged judged = judge.judge(comparison, counts);
        List<CheckRow> checks = new ArrayList<>(judged.checks());
        labels.ifPresent(truth -> checks.addAll(new TruthCheck(settings, scale).check(truth, night.night(), all)));
        List<CheckRow> weighed = NightJudge.weighed(settings, checks);
        NightRow row = new NightRow(
                night.night(),
                verdict(night.night(), weighed),
                night.share(),
                counts,
                stack,
                names,
                weighed,
                night.canaries(),
                night.seconds());
        return new NightResult(
                row,
                before,
                judge.season().plural(),
                judged.drift(),
                comparison.scores(List.of(night.night())),
                judged.drift().isEmpty() ? comparison.scores(List.of()) : comparison.scores(names),
                NightPictures.worst(rows, stack.higherIsBetter(), settings.worst()),
                NightPictures.failures(rows),
                CauseExamples.of(rows, weighed, stack.higherIsBetter()),
                night.others().stream()
                        .map(other -> other(other, rows, alike, stack))
                        .toList(),
                Optional.empty());
    }

    private OtherModel other(Stack other, Dataset<Row> rows, List<NightRow> alike, Stack stack) {
        QualityScale scale = other.scale();
        Dataset<Row> now = NightPictures.samePictures(table, rows, other).persist();
        try {
            Dataset<Row> before = NightPictures.samePictures(
                    table, NightPictures.of(table, NightPictures.owned(alike), stack), other);
            return new OtherModel(
                    other.model(),
                    scale,
                    NightPictures.scores(now, scale),
                    NightPictures.scores(before, scale),
                    now.filter(functions.not(NightPictures.scored())).count());
        } finally {
            now.unpersist();
        }
    }

    private NightComparison comparison(Night night, List<NightRow> alike, Dataset<Row> all, QualityScale scale) {
        List<String> inputs = new ArrayList<>(night.share().inputs());
        alike.forEach(other -> inputs.addAll(other.share().inputs()));
        Configuration hadoop = table.sparkSession().sparkContext().hadoopConfiguration();
        return new NightComparison(
                settings,
                scale,
                Grouping.all(settings.groupBy(), inputs, all, hadoop).stream()
                        .map(grouping -> grouping.nights(all, night.night(), scale, settings.mostGroups()))
                        .toList());
    }

    /** Judged again, a night stays accepted: a person has said so. */
    private NightRow.Verdict verdict(String night, List<CheckRow> checks) {
        Optional<NightRow.Verdict> former = known.stream()
                .filter(other -> other.night().equals(night))
                .map(NightRow::verdict)
                .findFirst();
        return new NightRow.Verdict(
                Verdicts.outcome(checks),
                Verdicts.headline(checks),
                former.map(NightRow.Verdict::accepted).orElse(false),
                1 + former.map(NightRow.Verdict::revision).orElse(0),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }
}
