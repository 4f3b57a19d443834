package io.msliqa.spark.nightly;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import io.msliqa.quality.drift.NightScores;
import io.msliqa.quality.drift.ScoreCounts;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.nightly.checks.Tally;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.NightRow.Counts;
import io.msliqa.spark.rows.NightRow.RunPart;
import io.msliqa.spark.rows.NightRow.Stack;
import io.msliqa.spark.rows.ScoreColumns;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The rows of the score table, by night. */
public final class NightPictures {

    /** The column of the night's name. */
    public static final String NIGHT = "night";

    private static final String WAVE = "wave";
    private static final String GROUP = "group";
    private static final String CELL = "cell";
    private static final String OTHERS = "(others)";
    private static final Timestamp NEVER = Timestamp.from(Instant.parse("9999-01-01T00:00:00Z"));

    private static final StructType SHARES = new StructType()
            .add(NIGHT, DataTypes.StringType, false)
            .add("run", DataTypes.StringType, false)
            .add("share_from", DataTypes.TimestampType, true)
            .add("share_until", DataTypes.TimestampType, true);

    private NightPictures() {}

    /** A night's name and which rows are its own. */
    record Owned(String night, List<RunPart> parts) {}

    /** The runs that have rows in a table. */
    static List<String> runs(Dataset<Row> table) {
        return table.select(ScoreColumns.RUN_ID)
                .distinct()
                .as(Encoders.STRING())
                .collectAsList();
    }

    /**
     * The rows of nights, scored by the stack, with a column {@value #NIGHT}. A picture that was replaced counts once a night, in
     * its newest version.
     */
    static Dataset<Row> of(Dataset<Row> table, List<Owned> nights, Stack stack) {
        return newest(by(stack, owned(table, nights)));
    }

    private static Dataset<Row> by(Stack stack, Dataset<Row> rows) {
        return rows.filter(rows.col(ScoreColumns.MODEL_ID)
                .equalTo(stack.modelId())
                .and(rows.col(ScoreColumns.PREPROCESSING_ID).equalTo(stack.preprocessingId())));
    }

    /** Of rows of one picture in one night that of the highest wave. */
    private static Dataset<Row> newest(Dataset<Row> rows) {
        Dataset<Row> last = rows.groupBy(
                        col(NIGHT).as("last_night"), col(ScoreColumns.IMAGE).as("last_image"))
                .agg(max(WAVE).as("last_wave"));
        return rows.join(
                        last,
                        rows.col(NIGHT)
                                .equalTo(last.col("last_night"))
                                .and(rows.col(ScoreColumns.IMAGE).equalTo(last.col("last_image")))
                                .and(rows.col(WAVE).equalTo(last.col("last_wave"))))
                .drop("last_night", "last_image", "last_wave");
    }

    /**
     * The rows of a night that is judged again after later ones: what has become of its pictures since, as when broken files were
     * replaced.
     */
    static Dataset<Row> repaired(Dataset<Row> table, Owned night, Stack stack) {
        return samePictures(table, by(stack, owned(table, List.of(night))), stack);
    }

    /**
     * What a stack says of the pictures of some rows, in their newest versions.
     *
     * @param rows with a column {@value #NIGHT}
     */
    static Dataset<Row> samePictures(Dataset<Row> table, Dataset<Row> rows, Stack stack) {
        Dataset<Row> own =
                rows.select(col(NIGHT), col(ScoreColumns.IMAGE).as("own_image")).distinct();
        return newest(by(
                stack,
                table.join(own, table.col(ScoreColumns.IMAGE).equalTo(own.col("own_image")))
                        .drop("own_image")));
    }

    private static Dataset<Row> owned(Dataset<Row> table, List<Owned> nights) {
        List<Row> shares = new ArrayList<>();
        for (Owned night : nights) {
            for (RunPart part : night.parts()) {
                shares.add(RowFactory.create(
                        night.night(),
                        part.run(),
                        part.from().map(Timestamp::from).orElse(null),
                        part.until().map(Timestamp::from).orElse(null)));
            }
        }
        Dataset<Row> share = table.sparkSession().createDataFrame(shares, SHARES);
        Column modified = coalesce(table.col(ScoreColumns.MODIFIED), lit(NEVER));
        Column within = share.col("share_from")
                .isNull()
                .or(modified.geq(share.col("share_from")))
                .and(share.col("share_until").isNull().or(modified.lt(share.col("share_until"))));
        return table.join(
                        broadcast(share),
                        table.col(ScoreColumns.RUN_ID).equalTo(share.col("run")).and(within))
                .drop("run", "share_from", "share_until");
    }

    /** How many rows each of several nights has, whatever scored them. */
    static Map<String, Long> sizes(Dataset<Row> table, List<Owned> nights) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        owned(table, nights)
                .groupBy(NIGHT)
                .count()
                .collectAsList()
                .forEach(row -> sizes.put(row.getString(0), row.getLong(1)));
        return sizes;
    }

    /** Without the pictures that earlier nights have counted, as when another model scores all anew. */
    static Dataset<Row> notIn(Dataset<Row> rows, Dataset<Row> table, List<Owned> earlier) {
        Dataset<Row> seen = owned(table, earlier)
                .select(
                        col(ScoreColumns.IMAGE).as("seen_image"),
                        col(ScoreColumns.BYTES).as("seen_bytes"),
                        col(ScoreColumns.MODIFIED).as("seen_modified"),
                        col(ScoreColumns.ETAG).as("seen_etag"))
                .distinct();
        Column same = col(ScoreColumns.IMAGE)
                .equalTo(col("seen_image"))
                .and(col(ScoreColumns.BYTES).eqNullSafe(col("seen_bytes")))
                .and(col(ScoreColumns.MODIFIED).eqNullSafe(col("seen_modified")))
                .and(col(ScoreColumns.ETAG).eqNullSafe(col("seen_etag")));
        return rows.join(seen, same, "left_anti");
    }

    /** Whether a row has a score that is a number. */
    static Column scored() {
        Column score = col(ScoreColumns.SCORE);
        return col(ScoreColumns.STATUS)
                .equalTo(ScoreColumns.SCORED)
                .and(score.isNotNull())
                .and(score.isNaN().equalTo(false));
    }

    /** How many rows there are and what became of them. */
    static Counts counts(Dataset<Row> rows, QualityScale scale) {
        SortedMap<String, Long> failures = new TreeMap<>();
        long pictures = 0;
        Optional<Instant> newest = Optional.empty();
        for (Row row : rows.groupBy(reason().as(GROUP))
                .agg(count(lit(1)), max(ScoreColumns.MODIFIED))
                .collectAsList()) {
            pictures += row.getLong(1);
            if (!row.getString(0).isEmpty()) {
                failures.put(row.getString(0), row.getLong(1));
            }
            Optional<Instant> modified =
                    Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toInstant);
            if (newest.isEmpty() || (modified.isPresent() && modified.get().isAfter(newest.get()))) {
                newest = modified;
            }
        }
        ScoreCounts scores = scores(rows, scale);
        return new Counts(
                pictures,
                failures,
                newest,
                scores.mean(),
                scores.quantile(0.1),
                scores.quantile(0.5),
                scores.quantile(0.9));
    }

    /** How many pictures had which score, of all nights and groups. */
    static ScoreCounts scores(Dataset<Row> rows, QualityScale scale) {
        return scores(rows, lit(""), scale, List.of("")).stream()
                .map(NightScores::all)
                .reduce(new ScoreCounts(new TreeMap<>()), ScoreCounts::plus);
    }

    /**
     * The groups with the most pictures.
     *
     * @param most how many; if there are more, the smaller ones are called {@value #OTHERS}
     */
    public static List<String> largest(Dataset<Row> rows, Column group, int most) {
        return rows.groupBy(group.as(GROUP))
                .count()
                .orderBy(col("count").desc(), col(GROUP))
                .limit(most)
                .select(GROUP)
                .as(Encoders.STRING())
                .collectAsList();
    }

    /** How many pictures had which score, by night and group. */
    public static List<NightScores> scores(Dataset<Row> rows, Column group, QualityScale scale, List<String> groups) {
        Column quality = col(ScoreColumns.SCORE)
                .minus(scale.scoreOfPoints(0))
                .multiply(100 / (scale.higherIsBetter() ? scale.width() : -scale.width()) / ScoreCounts.STEP);
        Column night = rows.schema().getFieldIndex(NIGHT).isDefined() ? col(NIGHT) : lit("");
        Map<String, SortedMap<String, SortedMap<Integer, Long>>> cells = new LinkedHashMap<>();
        for (Row row : rows.filter(scored())
                .groupBy(
                        night.as(NIGHT),
                        oneOf(groups, group).as(GROUP),
                        round(quality).cast("int").as(CELL))
                .count()
                .collectAsList()) {
            cells.computeIfAbsent(row.getString(0), name -> new TreeMap<>())
                    .computeIfAbsent(row.getString(1), name -> new TreeMap<>())
                    .merge(row.getInt(2), row.getLong(3), Long::sum);
        }
        List<NightScores> nights = new ArrayList<>();
        cells.forEach((name, byGroup) -> {
            SortedMap<String, ScoreCounts> counts = new TreeMap<>();
            byGroup.forEach((of, cell) -> counts.put(of, new ScoreCounts(cell)));
            nights.add(new NightScores(name, counts));
        });
        return nights;
    }

    private static Column oneOf(List<String> groups, Column group) {
        return when(group.isin(groups.toArray()), group).otherwise(OTHERS);
    }

    /** What became of pictures, by night and group. */
    public static Map<String, SortedMap<String, Tally>> tallies(Dataset<Row> rows, Column group, List<String> groups) {
        Map<String, SortedMap<String, Tally>> nights = new LinkedHashMap<>();
        for (Row row : rows.groupBy(col(NIGHT), oneOf(groups, group).as(GROUP), reason().as(ScoreColumns.REASON))
                .count()
                .collectAsList()) {
            nights.computeIfAbsent(row.getString(0), name -> new TreeMap<>())
                    .compute(row.getString(1), (of, tally) -> (tally == null ? Tally.NONE : tally)
                            .plus(row.getLong(3), row.getString(2)));
        }
        return nights;
    }

    /** Why a row has no score; empty if it has one. */
    private static Column reason() {
        return when(scored(), lit("")).otherwise(coalesce(col(ScoreColumns.REASON), lit("NOT_FINITE")));
    }

    /** All that is known of the worst pictures, the worst first. */
    static List<Row> worst(Dataset<Row> rows, boolean higherIsBetter, int most) {
        Column score = col(ScoreColumns.SCORE);
        return rows.filter(scored())
                .orderBy(
                        higherIsBetter ? score.asc() : score.desc(),
                        col(ScoreColumns.IMAGE).asc())
                .limit(most)
                .collectAsList();
    }

    /** A row of each reason of failure. */
    static List<Row> failures(Dataset<Row> rows) {
        Column failed = functions.not(scored());
        return rows.filter(failed)
                .groupBy(reason().as(GROUP))
                .agg(
                        count(lit(1)).as("count"),
                        functions
                                .min(functions.struct(col(ScoreColumns.IMAGE), col(ScoreColumns.MESSAGE)))
                                .as("example"))
                .orderBy(col("count").desc(), col(GROUP))
                .select(col(GROUP).as(ScoreColumns.REASON), col("count"), col("example.image"), col("example.message"))
                .collectAsList();
    }

    /** Which rows are the given nights' own. */
    static List<Owned> owned(List<NightRow> nights) {
        return nights.stream()
                .map(night -> new Owned(night.night(), night.share().parts()))
                .toList();
    }
}
