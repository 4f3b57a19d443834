package io.msliqa.spark.evaluation;

import io.msliqa.UserException;
import io.msliqa.quality.table.Columns;
import io.msliqa.quality.table.Field;
import io.msliqa.quality.table.TableFormat;
import io.msliqa.quality.table.TableOption;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.scoring.RunRecord;
import io.msliqa.spark.scoring.ScoringModel;
import io.msliqa.spark.store.ScoreTable;
import io.msliqa.spark.tables.Parquet;
import io.msliqa.spark.tables.TableFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads scores as a user names them: {@code [NAME=]PLACE[,min=X,max=X,better=higher|lower,...]}.
 *
 * <p>The place is a score table, whose own records say what its scores mean; or anybody's table of text or Parquet with
 * a picture and a score in each row, whose meaning the keys say.
 */
public final class ScoresOption {

    /** For the help of a verb. */
    public static final String TABLE_KEYS = "image=COLUMN, score=COLUMN, " + TableFormat.HELP;

    private static final Set<String> SCALE_KEYS = Set.of("min", "max", "better");
    private static final Set<String> KEYS = Stream.concat(
                    SCALE_KEYS.stream(), TableOption.keys(Columns.SCORES).stream())
            .collect(Collectors.toUnmodifiableSet());

    private final String text;
    /** The name; empty if the user gave none. */
    private final String name;

    private final String place;
    private final Map<String, String> values;

    private ScoresOption(String text, String name, String place, Map<String, String> values) {
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
                        + "' is not understood; write scores as NAME=TABLE, or NAME=FILE,min=0,max=100,better=higher; for a FILE also "
                        + TABLE_KEYS);
            }
        }
        return new ScoresOption(
                text,
                named ? parts[0].substring(0, equals) : "",
                named ? parts[0].substring(equals + 1) : parts[0],
                values);
    }

    /**
     * The scores: those of one model, or of each model and each way to score in a score table with several.
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
            QualityScale scale = declared();
            TableOption option = TableOption.of(Columns.SCORES, values);
            Dataset<Row> table = TableFiles.isParquet(hadoop, place)
                    ? parquet(spark, option)
                    : text(spark, TableFiles.at(hadoop, place, option));
            String file = path.getName().replaceFirst("\\.(?i:gz)$", "").replaceFirst("\\.[^.]+$", "");
            return List.of(new Scores(
                    name.isEmpty() ? file : name,
                    scale,
                    Scores.ofColumns(table),
                    Optional.empty(),
                    Scores.Origin.USER));
        } catch (IOException e) {
            throw new UserException("The scores '" + place + "' cannot be read: " + e.getMessage(), e);
        }
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
                    .flatMap(run -> run.ofEachModel().stream())
                    .filter(run -> run.model().id().equals(model)
                            && run.settings().preprocessingId().equals(preprocessing))
                    .toList();
            Dataset<Row> rows = Scores.rows(table, model, preprocessing);
            String called = ways.size() == 1 && !name.isEmpty() ? name : called(its, model, preprocessing);
            Optional<Cost> cost = Cost.of(runs, model, preprocessing);
            all.add(new Scores(called, scale(its), Scores.ofTable(rows), cost, origin(its)));
        }
        return all;
    }

    private String called(List<RunRecord> runs, String model, String preprocessing) {
        String prefix = name.isEmpty() ? "" : name + " ";
        if (runs.isEmpty()) {
            return prefix + model.substring(0, 8) + " " + preprocessing.substring(0, 8);
        }
        RunRecord run = runs.get(0);
        String mode = run.settings().mode();
        return prefix
                + run.model().name()
                + (mode.equals(ScoringModel.Network.PROTOCOL) ? "" : " " + mode.toLowerCase(Locale.ROOT));
    }

    private Scores.Origin origin(List<RunRecord> runs) {
        return runs.isEmpty() || values.keySet().stream().anyMatch(SCALE_KEYS::contains)
                ? Scores.Origin.USER
                : Scores.Origin.MODEL;
    }

    private QualityScale scale(List<RunRecord> runs) {
        return origin(runs) == Scores.Origin.USER
                ? declared()
                : runs.get(0).model().scale();
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

    private Dataset<Row> parquet(SparkSession spark, TableOption option) {
        Dataset<Row> table = Parquet.read(spark, place);
        return table.select(
                column(table, option, Field.IMAGE).cast("string").as(ScoreColumns.IMAGE),
                column(table, option, Field.SCORE).try_cast("double").as(ScoreColumns.SCORE));
    }

    private Column column(Dataset<Row> table, TableOption option, Field field) {
        List<String> candidates = option.columns().candidates(field);
        return candidates.stream()
                .flatMap(candidate -> Arrays.stream(table.columns()).filter(candidate::equalsIgnoreCase))
                .findFirst()
                .map(found -> table.col("`" + found + "`"))
                .orElseThrow(() -> new UserException("The scores '" + place + "' have no column for the " + field.key()
                        + ", looked for " + candidates + " in " + Arrays.toString(table.columns())
                        + "; name another as "
                        + field.key() + "=COLUMN"));
    }

    /** A score as a number; a blank score, or one that is no number, counts as one that the model could not give. */
    private Dataset<Row> text(SparkSession spark, TableFiles files) {
        TableFormat format = files.option().format();
        new ScoreFileChecks(place, format).require(files, spark.sparkContext().hadoopConfiguration());
        return files.rows(spark, ScoreFileChecks.TYPE, row -> ScoreFileChecks.row(row, format));
    }
}
