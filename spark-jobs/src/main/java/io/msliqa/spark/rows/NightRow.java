package io.msliqa.spark.rows;

import io.msliqa.scale.QualityScale;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A night as the history keeps it: one row a night.
 *
 * @param night its name
 * @param verdict what it came to
 * @param share which pictures are its own
 * @param counts how many, and what became of them
 * @param stack what scored them
 * @param baseline the names of the nights that it was compared with
 * @param checks all that were made
 * @param canaries scores of our own pictures, by their name
 * @param seconds of the runs, by stage
 */
public record NightRow(
        String night,
        Verdict verdict,
        Share share,
        Counts counts,
        Stack stack,
        List<String> baseline,
        List<CheckRow> checks,
        SortedMap<String, Double> canaries,
        Map<String, Double> seconds) {

    /**
     * What a night came to.
     *
     * @param outcome of the worst check
     * @param headline for whoever has ten seconds
     * @param accepted whether a person said that this is as it should be, so that it may stand in baselines
     * @param revision how often the night was judged
     * @param judgedAt when
     */
    public record Verdict(Outcome outcome, String headline, boolean accepted, int revision, Instant judgedAt) {}

    /**
     * Which pictures are a night's own.
     *
     * @param inputs as they were named
     * @param parts of the score table
     */
    public record Share(List<String> inputs, List<RunPart> parts) {}

    /**
     * The rows of a run whose files were changed from {@code from} up to {@code until}. Files of which nobody knows when they
     * were changed belong to the part that is open to the end.
     *
     * @param run of the score table
     * @param from empty for any time before
     * @param until empty for any time after
     */
    public record RunPart(String run, Optional<Instant> from, Optional<Instant> until) {

        /** Its columns. */
        public static final StructType SCHEMA = new StructType()
                .add("run", DataTypes.StringType, false)
                .add("modified_from", DataTypes.TimestampType, true)
                .add("modified_until", DataTypes.TimestampType, true);

        /** A run with all its files. */
        public static RunPart whole(String run) {
            return new RunPart(run, Optional.empty(), Optional.empty());
        }

        /** What of it was changed within a span; empty if they have no time in common. */
        public Optional<RunPart> within(Span span) {
            Optional<Instant> later =
                    Stream.of(from, span.from()).flatMap(Optional::stream).max(Instant::compareTo);
            Optional<Instant> earlier =
                    Stream.of(until, span.until()).flatMap(Optional::stream).min(Instant::compareTo);
            boolean none =
                    later.isPresent() && earlier.isPresent() && !later.get().isBefore(earlier.get());
            return none ? Optional.empty() : Optional.of(new RunPart(run, later, earlier));
        }

        Row toRow() {
            return RowFactory.create(
                    run,
                    from.map(Timestamp::from).orElse(null),
                    until.map(Timestamp::from).orElse(null));
        }

        static RunPart of(Row row) {
            return new RunPart(row.getAs("run"), time(row, "modified_from"), time(row, "modified_until"));
        }
    }

    /**
     * A span of time.
     *
     * @param from empty for any time before
     * @param until empty for any time after
     */
    public record Span(Optional<Instant> from, Optional<Instant> until) {}

    /**
     * How many pictures, and how good.
     *
     * @param pictures found
     * @param failures those without a score, by reason
     * @param newest when the newest was changed; empty if unknown
     * @param mean in points, as p10, p50 and p90; NaN without scores
     */
    public record Counts(
            long pictures,
            SortedMap<String, Long> failures,
            Optional<Instant> newest,
            double mean,
            double p10,
            double p50,
            double p90) {

        /** Those without a score. */
        public long failed() {
            return failures.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Those with one. */
        public long scored() {
            return pictures - failed();
        }
    }

    /**
     * What scored a night.
     *
     * @param since the night in which scores of this stack began: nights with another are not to be compared
     * @param model its name
     * @param modelId its identity
     * @param preprocessingId that of what decides which pixels it sees
     */
    public record Stack(
            String since,
            String model,
            String modelId,
            String preprocessingId,
            double scoreMin,
            double scoreMax,
            boolean higherIsBetter) {

        /** The scale of the model's scores. */
        public QualityScale scale() {
            return QualityScale.of(scoreMin, scoreMax, higherIsBetter);
        }

        /** Whether rows of the score table may be compared. */
        public boolean sameIds(Stack other) {
            return modelId.equals(other.modelId) && preprocessingId.equals(other.preprocessingId);
        }
    }

    private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType, false);
    private static final DataType NUMBERS = DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false);

    /** The columns. */
    public static final StructType SCHEMA = new StructType()
            .add("night", DataTypes.StringType, false)
            .add("outcome", DataTypes.StringType, false)
            .add("headline", DataTypes.StringType, false)
            .add("accepted", DataTypes.BooleanType, false)
            .add("revision", DataTypes.IntegerType, false)
            .add("judged_at", DataTypes.TimestampType, false)
            .add("inputs", TEXTS, false)
            .add("runs", DataTypes.createArrayType(RunPart.SCHEMA, false), false)
            .add("pictures", DataTypes.LongType, false)
            .add("failures", DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false), false)
            .add("newest", DataTypes.TimestampType, true)
            .add("mean", DataTypes.DoubleType, true)
            .add("p10", DataTypes.DoubleType, true)
            .add("p50", DataTypes.DoubleType, true)
            .add("p90", DataTypes.DoubleType, true)
            .add("stack_since", DataTypes.StringType, false)
            .add("model", DataTypes.StringType, false)
            .add("model_id", DataTypes.StringType, false)
            .add("preprocessing_id", DataTypes.StringType, false)
            .add("score_min", DataTypes.DoubleType, false)
            .add("score_max", DataTypes.DoubleType, false)
            .add("higher_is_better", DataTypes.BooleanType, false)
            .add("baseline", TEXTS, false)
            .add("checks", DataTypes.createArrayType(CheckRow.SCHEMA, false), false)
            .add("canaries", NUMBERS, false)
            .add("seconds", NUMBERS, false);

    /** The same, accepted by a person. */
    public NightRow accept() {
        Verdict accepted =
                new Verdict(verdict.outcome(), verdict.headline(), true, verdict.revision(), verdict.judgedAt());
        return new NightRow(night, accepted, share, counts, stack, baseline, checks, canaries, seconds);
    }

    /** As a row of {@link #SCHEMA}. */
    public Row toRow() {
        return RowFactory.create(
                night,
                verdict.outcome().name(),
                verdict.headline(),
                verdict.accepted(),
                verdict.revision(),
                Timestamp.from(verdict.judgedAt()),
                share.inputs().toArray(String[]::new),
                share.parts().stream().map(RunPart::toRow).toArray(Row[]::new),
                counts.pictures(),
                CollectionConverters.asScala(counts.failures()),
                counts.newest().map(Timestamp::from).orElse(null),
                nullable(counts.mean()),
                nullable(counts.p10()),
                nullable(counts.p50()),
                nullable(counts.p90()),
                stack.since(),
                stack.model(),
                stack.modelId(),
                stack.preprocessingId(),
                stack.scoreMin(),
                stack.scoreMax(),
                stack.higherIsBetter(),
                baseline.toArray(String[]::new),
                checks.stream().map(CheckRow::toRow).toArray(Row[]::new),
                CollectionConverters.asScala(canaries),
                CollectionConverters.asScala(seconds));
    }

    /** Reads a row of {@link #SCHEMA}. */
    public static NightRow of(Row row) {
        List<CheckRow> checks = new ArrayList<>();
        row.<Row>getList(row.fieldIndex("checks")).forEach(check -> checks.add(CheckRow.of(check)));
        List<RunPart> parts = new ArrayList<>();
        row.<Row>getList(row.fieldIndex("runs")).forEach(part -> parts.add(RunPart.of(part)));
        return new NightRow(
                row.getAs("night"),
                new Verdict(
                        Outcome.valueOf(row.getAs("outcome")),
                        row.getAs("headline"),
                        row.<Boolean>getAs("accepted"),
                        row.<Integer>getAs("revision"),
                        row.<Timestamp>getAs("judged_at").toInstant()),
                new Share(texts(row, "inputs"), parts),
                new Counts(
                        row.<Long>getAs("pictures"),
                        new TreeMap<>(row.<String, Long>getJavaMap(row.fieldIndex("failures"))),
                        time(row, "newest"),
                        CheckRow.number(row, "mean"),
                        CheckRow.number(row, "p10"),
                        CheckRow.number(row, "p50"),
                        CheckRow.number(row, "p90")),
                new Stack(
                        row.getAs("stack_since"),
                        row.getAs("model"),
                        row.getAs("model_id"),
                        row.getAs("preprocessing_id"),
                        row.<Double>getAs("score_min"),
                        row.<Double>getAs("score_max"),
                        row.<Boolean>getAs("higher_is_better")),
                texts(row, "baseline"),
                checks,
                new TreeMap<>(row.<String, Double>getJavaMap(row.fieldIndex("canaries"))),
                new LinkedHashMap<>(row.<String, Double>getJavaMap(row.fieldIndex("seconds"))));
    }

    private static List<String> texts(Row row, String column) {
        return List.copyOf(row.getList(row.fieldIndex(column)));
    }

    private static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.<Timestamp>getAs(column)).map(Timestamp::toInstant);
    }

    private static Double nullable(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
