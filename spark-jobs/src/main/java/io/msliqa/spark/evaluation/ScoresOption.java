package io.msliqa.spark.evaluation;

import static org.apache.spark.sql.functions.col;

import io.msliqa.UserException;
import io.msliqa.quality.labels.CsvColumns.Field;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.labels.Parquet;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.scoring.RunRecord;
import io.msliqa.spark.store.ScoreTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Scores as a user names them: {@code [NAME=]PLACE[,min=X,max=X,better=higher|lower]}.
 *
 * <p>The place is a score table, whose own records say what its scores mean; or anybody's CSV or Parquet with the columns
 * {@code image} and {@code score}, for which the keys say it.
 */
public final class ScoresOption {

    private static final Set<String> KEYS = Set.of("min", "max", "better");

    private final String text;
    private final Optional<String> name;
    private final String place;
    private final Map<String, String> values;

    private ScoresOption(String text, Optional<String> name, String place, Map<String, String> values) {
        this.text = text;
        this.name = name;
        this.place = place;
        this.values = values;
    }

    /**
     * Reads what a user wrote.
     *
     * @throws UserException if it is nothing like scores, or has an unknown key
     */
    public static ScoresOption parse(String text) {
        String[] parts = text.split(",", -1);
        int equals = parts[0].indexOf('=');
        boolean named = equals > 0 && parts[0].substring(0, equals).matches("[\\w.+ -]+");
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : List.of(parts).subList(1, parts.length)) {
            String[] pair = part.split("=", 2);
            if (pair.length < 2 || !KEYS.contains(pair[0]) || values.put(pair[0], pair[1]) != null) {
                throw new UserException("'" + part + "' in '" + text
                        + "' is not understood; write scores as NAME=TABLE, or NAME=FILE,min=0,max=100,better=higher");
            }
        }
        return new ScoresOption(
                text,
                named ? Optional.of(parts[0].substring(0, equals)) : Optional.empty(),
                named ? parts[0].substring(equals + 1) : parts[0],
                values);
    }

    /**
     * The scores: one model's, or of a score table with several, or with several ways to score, each of them.
     *
     * @throws UserException if they cannot be read, or it is not said what they mean
     */
    public List<Scores> read(SparkSession spark) {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        Path path = new Path(place);
        try {
            if (!path.getFileSystem(hadoop).exists(path)) {
                throw new UserException("There are no scores '" + place + "'");
            }
            if (path.getFileSystem(hadoop).exists(new Path(path, "_commits"))) {
                ScoreTable table = ScoreTable.existing(spark, place);
                return ofTable(table.read(), table.history().records(RunRecord.class));
            }
        } catch (IOException e) {
            throw new UserException("The scores '" + place + "' cannot be read: " + e.getMessage(), e);
        }
        return List.of(ofColumns(spark));
    }

    private List<Scores> ofTable(Dataset<Row> table, List<RunRecord> runs) {
        List<Row> ways = table.groupBy(ScoreColumns.MODEL_ID, ScoreColumns.PREPROCESSING_ID)
                .count()
                .orderBy(ScoreColumns.MODEL_ID, ScoreColumns.PREPROCESSING_ID)
                .collectAsList();
        if (ways.isEmpty()) {
            throw new UserException("The score table '" + place + "' is empty; score pictures first");
        }
        List<Scores> all = new ArrayList<>();
        for (Row way : ways) {
            String model = way.getString(0);
            String preprocessing = way.getString(1);
            List<RunRecord> its = runs.stream()
                    .filter(run -> run.model().id().equals(model)
                            && run.settings().preprocessingId().equals(preprocessing))
                    .toList();
            Dataset<Row> rows = table.filter(col(ScoreColumns.MODEL_ID)
                    .equalTo(model)
                    .and(col(ScoreColumns.PREPROCESSING_ID).equalTo(preprocessing)));
            String called = ways.size() == 1 && name.isPresent() ? name.get() : called(its, model, preprocessing);
            all.add(new Scores(called, scale(its), Scores.ofTable(rows), Cost.of(its)));
        }
        return all;
    }

    private String called(List<RunRecord> runs, String model, String preprocessing) {
        String prefix = name.map(given -> given + " ").orElse("");
        if (runs.isEmpty()) {
            return prefix + model.substring(0, 8) + " " + preprocessing.substring(0, 8);
        }
        RunRecord run = runs.get(0);
        return prefix + run.model().name() + " " + run.settings().mode().toLowerCase(Locale.ROOT);
    }

    private QualityScale scale(List<RunRecord> runs) {
        if (runs.isEmpty() || !values.isEmpty()) {
            return declared();
        }
        return runs.get(0).model().scale();
    }

    private QualityScale declared() {
        try {
            double min = Double.parseDouble(values.getOrDefault("min", ""));
            double max = Double.parseDouble(values.getOrDefault("max", ""));
            return switch (values.getOrDefault("better", "")) {
                case "higher" -> QualityScale.higherIsBetter(min, max);
                case "lower" -> QualityScale.lowerIsBetter(min, max);
                default -> throw new IllegalArgumentException("better is neither higher nor lower");
            };
        } catch (IllegalArgumentException e) {
            throw new UserException("What the scores of '" + text + "' mean is never guessed: add"
                    + " ,min=X,max=X,better=higher|lower with min below max");
        }
    }

    private Scores ofColumns(SparkSession spark) {
        QualityScale scale = declared();
        Dataset<Row> table = place.toLowerCase(Locale.ROOT).endsWith(".csv")
                ? spark.read().option("header", "true").csv(place)
                : Parquet.read(spark, place);
        String image = Field.IMAGE.usualNames().stream()
                .filter(candidate -> Arrays.asList(table.columns()).contains(candidate))
                .findFirst()
                .orElseThrow(() -> lacks("the image, looked for " + Field.IMAGE.usualNames(), table));
        if (!Arrays.asList(table.columns()).contains(ScoreColumns.SCORE)) {
            throw lacks("the score, looked for [score]", table);
        }
        String file = new Path(place).getName().replaceFirst("\\.[^.]+$", "");
        return new Scores(
                name.orElse(file), scale, Scores.ofColumns(table, image, ScoreColumns.SCORE), Optional.empty());
    }

    private UserException lacks(String what, Dataset<Row> table) {
        return new UserException(
                "The scores '" + place + "' have no column for " + what + " in " + Arrays.toString(table.columns()));
    }
}
