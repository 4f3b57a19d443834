package io.msliqa.spark.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.msliqa.UserException;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.labels.Labels;
import io.msliqa.spark.labels.Matching;
import io.msliqa.spark.rows.AgreementRow;
import io.msliqa.spark.rows.ComparisonRow;
import io.msliqa.spark.store.WholeFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Writes the folder of an evaluation, on any Hadoop file system; replaces the evaluation that was there before. */
public final class EvaluationFiles implements AutoCloseable {

    private static final String JSON_FILE = "evaluation.json";
    private static final String HTML_FILE = "evaluation.html";
    private static final String PAIRS = "pairs";
    private static final String AGREEMENT = "agreement";
    private static final String COMPARISONS = "comparisons";
    private static final String SCORES = "scores";
    private static final String PICTURES = "pictures.parquet";
    private static final String JOINED = "joined";
    private static final Set<String> OURS =
            Set.of(JSON_FILE, HTML_FILE, PAIRS, AGREEMENT, COMPARISONS, SCORES, PICTURES, JOINED);

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final SparkSession spark;
    private final Path folder;

    private EvaluationFiles(SparkSession spark, Path folder) {
        this.spark = spark;
        this.folder = folder;
    }

    /**
     * Opens a folder to write to.
     * @throws UserException if it holds something that no evaluation made, or cannot be reached
     */
    public static EvaluationFiles at(SparkSession spark, String place) {
        try {
            Path folder = new Path(place);
            FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
            if (files.exists(folder)) {
                for (FileStatus status : files.listStatus(folder)) {
                    if (!OURS.contains(status.getPath().getName())) {
                        throw new UserException(
                                "'" + place + "' holds '" + status.getPath().getName()
                                        + "', which no evaluation made; name a new folder with --output");
                    }
                }
            }
            files.mkdirs(folder);
            return new EvaluationFiles(spark, files.makeQualified(folder));
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException("The folder '" + place + "' cannot be written to: " + e.getMessage(), e);
        }
    }

    /** The folder of the score table of a model that the evaluation itself runs. */
    public String scores(String model) {
        return new Path(new Path(folder, SCORES), model.replaceAll("[^\\w.+-]+", "-")).toString();
    }

    /** Writes the list of labelled pictures, for scoring them, and says where it is. */
    public String pictures(Labels labels) {
        Path list = new Path(folder, PICTURES);
        labels.rows().select("image").write().mode(SaveMode.Overwrite).parquet(list.toString());
        return list.toString();
    }

    /** The folder for rows while the work goes on. */
    public String scratch() {
        return new Path(folder, JOINED).toString();
    }

    /** Removes the files that only the work needed. */
    @Override
    public void close() throws IOException {
        FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
        files.delete(new Path(scratch()), true);
        files.delete(new Path(folder, PICTURES), true);
    }

    /** The page. */
    public Path page() {
        return new Path(folder, HTML_FILE);
    }

    /** The JSON. */
    public Path json() {
        return new Path(folder, JSON_FILE);
    }

    /** The table of all statistics. */
    public Path agreement() {
        return new Path(folder, AGREEMENT);
    }

    /** The table of all pictures with their opinions and scores. */
    public Path pairs() {
        return new Path(folder, PAIRS);
    }

    /**
     * Writes tables and JSON.
     *
     * @throws IOException if one of them cannot be written
     */
    public void write(EvaluationJob.Outcome outcome) throws IOException {
        EvaluationResult result = outcome.result();
        Column[] columns =
                Stream.of(outcome.pairs().columns()).map(Matching::column).toArray(Column[]::new);
        outcome.pairs().select(columns).write().mode(SaveMode.Overwrite).parquet(pairs().toString());
        List<Row> figures = result.models().stream()
                .flatMap(model -> model.figures().stream())
                .map(AgreementRow::toRow)
                .toList();
        write(figures, AgreementRow.SCHEMA, agreement());
        write(
                result.comparisons().stream().map(ComparisonRow::toRow).toList(),
                ComparisonRow.SCHEMA,
                new Path(folder, COMPARISONS));
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        WholeFile.replace(json(), JSON.writeValueAsBytes(json(result)), hadoop);
    }

    private void write(List<Row> rows, StructType schema, Path place) {
        spark.createDataFrame(rows, schema)
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(place.toString());
    }

    private static Map<String, Object> json(EvaluationResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("labels", result.labels());
        json.put("label_scale", scale(result.scale()));
        json.put("matches", result.matches());
        json.put("references", result.references());
        json.put("bootstrap", result.bootstrap());
        json.put("notes", result.notes());
        json.put("models", result.models().stream().map(EvaluationFiles::json).toList());
        json.put(
                "comparisons",
                result.comparisons().stream().map(ComparisonRow::asMap).toList());
        Ranking.of(result)
                .ifPresent(ranking -> json.put(
                        "ranking",
                        ranking.places().stream().map(EvaluationFiles::json).toList()));
        return json;
    }

    private static Map<String, Object> json(Ranking.Place place) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rank", place.rank());
        json.put("model", place.model().name());
        json.put("not_told_apart", place.letters());
        return json;
    }

    private static Map<String, Object> json(ModelResult model) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model.name());
        json.put("score_scale", scale(model.scale()));
        json.put("cost", model.cost().orElse(null));
        json.put("curves", model.curves());
        json.put("worst", model.worst());
        json.put("biases", model.biases());
        json.put("figures", model.figures().stream().map(AgreementRow::asMap).toList());
        return json;
    }

    private static Map<String, Object> scale(QualityScale scale) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("min", scale.min());
        json.put("max", scale.max());
        json.put("higher_is_better", scale.higherIsBetter());
        return json;
    }
}
