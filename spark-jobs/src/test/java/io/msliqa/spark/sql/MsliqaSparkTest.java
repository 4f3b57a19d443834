package io.msliqa.spark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.UserException;
import io.msliqa.image.FailureReason;
import io.msliqa.scoring.ImageResult.Scored;
import io.msliqa.spark.SampleScores;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.scoring.FewPictures;
import io.msliqa.spark.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores as columns, in a real session, beside those of {@code msliqa score PICTURE...}: the same bits. */
class MsliqaSparkTest {

    private static final List<String> NAMES =
            List.of("harbour-0-clean.jpg", "meadow-5-defocus.jpg", "street-5-noise.jpg", "valley-0-clean.jpg");

    private static final Map<String, Double> EXPECTED = new TreeMap<>();

    private static SparkSession spark;

    @TempDir
    static Path folder;

    @BeforeAll
    static void begin() {
        spark = SharedSpark.session().newSession();
        spark.conf().set("spark.msliqa.scoring.mode", "single");
        SparkSessionExtensions extensions = new SparkSessionExtensions();
        new MsliqaExtensions().apply(extensions);
        extensions.registerFunctions(((org.apache.spark.sql.classic.SparkSession) spark)
                .sessionState()
                .functionRegistry());
        FewPictures.prepare(Settings.load(List.of(), Map.of("scoring.mode", "single")))
                .score(
                        NAMES.stream().map(SampleScores.PICTURES::resolve).toList(),
                        result -> EXPECTED.put(
                                Path.of(result.id()).getFileName().toString(),
                                ((Scored) result).score().score()));
    }

    @AfterAll
    static void end() {
        SparkSession.setActiveSession(SharedSpark.session());
    }

    private static String path(String name) {
        return SampleScores.PICTURES.resolve(name).toAbsolutePath().normalize().toString();
    }

    private static Dataset<Row> pictures() {
        List<String> paths =
                new ArrayList<>(NAMES.stream().map(MsliqaSparkTest::path).toList());
        paths.add(null);
        return spark.createDataset(paths, Encoders.STRING()).toDF("path").repartition(2);
    }

    private static Map<String, Double> byName(List<Row> rows) {
        Map<String, Double> scores = new TreeMap<>();
        rows.forEach(row -> scores.put(row.getString(0).replaceFirst(".*/", ""), row.getDouble(1)));
        return scores;
    }

    @Test
    void aDataSetGetsAColumnWithAllThatIsSaidOfAPicture() {
        Dataset<Row> scored = Msliqa.score(pictures(), "path");

        assertThat(scored.columns()).containsExactly("path", "msliqa");
        assertThat(byName(scored.select("path", "msliqa.score")
                        .filter("path is not null")
                        .collectAsList()))
                .isEqualTo(EXPECTED);
        Row whole = scored.filter("path like '%harbour%'")
                .select("msliqa.*")
                .collectAsList()
                .get(0);
        assertThat(whole.<String>getAs(ScoreColumns.STATUS)).isEqualTo(ScoreColumns.SCORED);
        assertThat(whole.<String>getAs(ScoreColumns.FORMAT)).isEqualTo("JPEG");
        assertThat(whole.<Integer>getAs(ScoreColumns.WIDTH)).isPositive();
        assertThat(whole.<String>getAs(ScoreColumns.MODEL_ID)).isNotBlank();
        assertThat(scored.filter("path is null").collectAsList().get(0).isNullAt(1))
                .isTrue();
    }

    @Test
    void sqlHasAScore() {
        pictures().createOrReplaceTempView("pictures");

        List<Row> rows = within(() -> spark.sql("SELECT path, msliqa_score(path) AS score FROM pictures"
                        + " WHERE path IS NOT NULL ORDER BY score")
                .collectAsList());

        assertThat(byName(rows)).isEqualTo(EXPECTED);
        assertThat(rows.get(0).getDouble(1)).isLessThan(rows.get(3).getDouble(1));
    }

    /** Spark's own reader of files gives bytes. */
    @Test
    void bytesHaveTheSameScores() {
        Dataset<Row> files = spark.read()
                .format("binaryFile")
                .option("pathGlobFilter", "harbour-0-clean.jpg")
                .load(path("."));

        List<Row> rows =
                within(() -> files.selectExpr("path", "msliqa(content).score").collectAsList());

        assertThat(byName(rows)).isEqualTo(Map.of("harbour-0-clean.jpg", EXPECTED.get("harbour-0-clean.jpg")));
    }

    @Test
    void whatCannotBeScoredIsARowWithAReason() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.jpg"), "no picture");
        Dataset<Row> odd = spark.createDataset(
                        List.of(broken.toString(), folder.resolve("nowhere.jpg").toString()), Encoders.STRING())
                .toDF("path");

        List<Row> rows = Msliqa.score(odd, "path")
                .selectExpr("msliqa.reason", "msliqa.message", "msliqa.score")
                .collectAsList();

        assertThat(rows.get(0).getString(0)).isEqualTo(FailureReason.UNSUPPORTED_FORMAT.name());
        assertThat(rows.get(1).getString(0)).isEqualTo(FailureReason.MISSING.name());
        assertThat(rows.get(1).getString(1)).contains("nowhere.jpg");
        assertThat(rows).allMatch(row -> row.isNullAt(2));
    }

    /** Spark works such a query out where it is planned, in no task. */
    @Test
    void aQueryWithoutATableHasAScore() {
        Row row = within(() -> spark.sql("SELECT msliqa_score('" + path("harbour-0-clean.jpg") + "')")
                .collectAsList()
                .get(0));

        assertThat(row.getDouble(0)).isEqualTo(EXPECTED.get("harbour-0-clean.jpg"));
    }

    @Test
    void theSettingsAreTheSessions() {
        SparkSession other = SharedSpark.session().newSession();
        other.conf().set("spark.msliqa.scoring.mood", "single");

        assertThatThrownBy(() -> Msliqa.register(other))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("did you mean msliqa.scoring.mode?");
        Msliqa.register(spark);
        assertThat(spark.sql("SELECT msliqa_score('" + path("valley-0-clean.jpg") + "')")
                        .first()
                        .getDouble(0))
                .isEqualTo(EXPECTED.get("valley-0-clean.jpg"));
    }

    /** With the session of this test as the one in whose name a query is analysed. */
    private static <T> T within(java.util.function.Supplier<T> query) {
        SparkSession.setActiveSession(spark);
        try {
            return query.get();
        } finally {
            SparkSession.setActiveSession(SharedSpark.session());
        }
    }
}
