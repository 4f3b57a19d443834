package io.msliqa.spark.labels;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.msliqa.UserException;
import io.msliqa.quality.labels.OpinionSpread;
import io.msliqa.quality.table.ColumnPlaces;
import io.msliqa.quality.table.Columns;
import io.msliqa.quality.table.Field;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.rows.PairColumns;
import io.msliqa.spark.tables.Parquet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.NumericType;

/** Reads any number of labels from Parquet, under the column names that label files have. */
final class ParquetLabels {

    private static final Set<String> KEYS = Stream.concat(
                    Columns.OPINIONS.keys().stream(),
                    Stream.of("name", "min", "max", "better", "opinions", "deviation"))
            .collect(Collectors.toUnmodifiableSet());

    private static final String PROBLEM = "problem";
    private static final int LISTED = 20;

    private final DataOption option;
    private final Dataset<Row> table;
    private final Map<Field, String> columns = new EnumMap<>(Field.class);

    private ParquetLabels(DataOption option, Dataset<Row> table) {
        this.option = option;
        this.table = table;
        for (Field field : option.table().columns().fields()) {
            option.table().columns().candidates(field).stream()
                    .flatMap(name -> Arrays.stream(table.columns()).filter(name::equalsIgnoreCase))
                    .findFirst()
                    .ifPresent(name -> columns.put(field, name));
        }
    }

    static Labels read(SparkSession spark, DataOption option) {
        option.requireOnly(KEYS);
        QualityScale scale = option.scale();
        return new ParquetLabels(option, Parquet.read(spark, option.location())).labels(scale);
    }

    private Labels labels(QualityScale scale) {
        List<String> problems = ColumnPlaces.of(
                        List.of(table.columns()), option.table().columns())
                .problems();
        if (!problems.isEmpty()) {
            throw new UserException("The labels '" + option.location() + "' have " + String.join(", and ", problems)
                    + "; name a column as " + Field.IMAGE.key() + "=COLUMN or " + Field.OPINION.key() + "=COLUMN");
        }
        Dataset<Row> checked = table.select(
                text(Field.IMAGE).as(PairColumns.IMAGE),
                number(Field.OPINION).as(PairColumns.OPINION),
                number(Field.DEVIATION).as(PairColumns.DEVIATION),
                standardError(option.spread()).as(PairColumns.STANDARD_ERROR),
                coalesce(text(Field.REFERENCE), text(Field.IMAGE)).as(PairColumns.REFERENCE),
                coalesce(text(Field.DISTORTION), lit("")).as(PairColumns.DISTORTION),
                coalesce(number(Field.LEVEL).cast("int"), lit(0)).as(PairColumns.LEVEL),
                problem(scale).as(PROBLEM));
        return new Labels(
                option.name(), scale, checked.filter(col(PROBLEM).isNull()).drop(PROBLEM), problems(checked));
    }

    /** The standard error of an opinion, as {@link OpinionSpread#standardError} computes it. */
    private Column standardError(OpinionSpread spread) {
        Column deviation = number(Field.DEVIATION);
        if (spread.of() == OpinionSpread.Of.MEAN) {
            return deviation;
        }
        Column ofSet = spread.opinions().isPresent()
                ? lit((double) spread.opinions().getAsInt())
                : lit(null).cast("double");
        Column ofPicture = number(Field.VOTES);
        return deviation.divide(sqrt(coalesce(when(ofPicture.geq(1), ofPicture), ofSet)));
    }

    private Column problem(QualityScale scale) {
        Column image = concat(lit("of "), text(Field.IMAGE));
        Column opinion = number(Field.OPINION);
        Column deviation = number(Field.DEVIATION);
        Column level = number(Field.LEVEL);
        return when(text(Field.IMAGE).isNull(), lit("no image is named"))
                .when(not(isGiven(Field.OPINION)), concat(lit("there is no opinion "), image))
                .when(
                        opinion.isNull(),
                        concat(lit("the opinion '"), text(Field.OPINION), lit("' "), image, lit(" is no number")))
                .when(isnan(opinion), concat(lit("the opinion "), image, lit(" is NaN")))
                .when(
                        opinion.lt(scale.min()).or(opinion.gt(scale.max())),
                        concat(
                                lit("the opinion "),
                                text(Field.OPINION),
                                lit(" "),
                                image,
                                lit(" is not on the scale " + scale)))
                .when(
                        isGiven(Field.DEVIATION)
                                .and(deviation.isNull().or(isnan(deviation)).or(deviation.lt(0))),
                        concat(
                                lit("the deviation '"),
                                text(Field.DEVIATION),
                                lit("' "),
                                image,
                                lit(" is no number from 0")))
                .when(
                        isGiven(Field.LEVEL).and(level.isNull().or(isnan(level)).or(level.lt(0))),
                        concat(
                                lit("the level '"),
                                text(Field.LEVEL),
                                lit("' "),
                                image,
                                lit(" is no whole number from 0")));
    }

    private List<String> problems(Dataset<Row> checked) {
        Dataset<Row> wrong = checked.filter(col(PROBLEM).isNotNull()).select(PROBLEM);
        List<String> listed = new ArrayList<>();
        for (Row row : wrong.limit(LISTED).collectAsList()) {
            listed.add(option.location() + ": " + row.getString(0));
        }
        if (listed.size() == LISTED) {
            listed.add(option.location() + ": " + wrong.count() + " wrong rows in all");
        }
        return listed;
    }

    /** The value of a column; null where the table has no such column, or nothing in it. */
    private Column text(Field field) {
        if (!columns.containsKey(field)) {
            return lit(null).cast("string");
        }
        Column text = trim(table.col("`" + columns.get(field) + "`").cast("string"));
        return when(text.notEqual(""), text);
    }

    private Column number(Field field) {
        return isNumeric(field)
                ? table.col("`" + columns.get(field) + "`").cast("double")
                : text(field).try_cast("double");
    }

    /**
     * Whether a column holds numbers. These are never turned into text and back, which would cost more than everything
     * else.
     */
    private boolean isNumeric(Field field) {
        return columns.containsKey(field)
                && table.schema().apply(columns.get(field)).dataType() instanceof NumericType;
    }

    private Column isGiven(Field field) {
        return isNumeric(field) ? number(field).isNotNull() : text(field).isNotNull();
    }
}
