package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.model.ModelBundle;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestModels;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.listing.ImageLister;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.listing.PartitionPlanner;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture's row is the same to the bit whatever happens round it. */
class ScoringJobSparkTest {

    /** Few and small patches, as the property holds for any; sizes still mix in one picture, and grids collapse. */
    private static final Map<String, String> SMALL = Map.of(
            "patches.scales", "[0.5, 1]", "patches.sizes", "[64, 96]", "patches.grid", "2", "scoring.batch-size", "8");

    @TempDir
    static Path folder;

    private static ModelBundle model;
    private static List<CorpusRow> files;
    private static Map<String, String> alone;

    @BeforeAll
    static void scoreEachAlone() {
        TestPictures.write(folder, 40);
        model = TestModels.untrained(3);
        Settings settings = Settings.defaults();
        files = new ImageLister(SharedSpark.session(), settings.listing())
                .list(new Inputs(List.of(folder.toString()), List.of(), List.of()));
        alone = new TreeMap<>();
        ScoringJob job = job(Map.of());
        for (CorpusRow file : files) {
            alone.putAll(rows(job.score(job.corpus(List.of(List.of(file))))));
        }
    }

    private static ScoringJob job(Map<String, String> more) {
        Map<String, String> values = new TreeMap<>(SMALL);
        values.putAll(more);
        return ScoringJob.prepare(
                SharedSpark.session(), List.of(new ScoringModel.Own(model)), Settings.load(List.of(), values), "run");
    }

    /** All that is in a row but the time, by picture. */
    private static Map<String, String> rows(Dataset<Row> scored) {
        Map<String, String> rows = new TreeMap<>();
        for (Row row : scored.drop(ScoreColumns.SCORED_AT).collectAsList()) {
            assertThat(rows.put(row.getString(0), row.toString())).isNull();
        }
        return rows;
    }

    @Test
    void thePicturesHaveScoresAndTheyDiffer() {
        ScoringJob job = job(Map.of());
        List<Double> scores = job.score(job.corpus(List.of(files))).select(ScoreColumns.SCORE).collectAsList().stream()
                .map(row -> row.getDouble(0))
                .toList();

        assertThat(scores).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void togetherAndInAnyNumberOfPartitionsTheyAreAsAlone() {
        ScoringJob job = job(Map.of());
        for (int partitions : new int[] {1, 3, 17}) {
            List<List<CorpusRow>> plan = new PartitionPlanner(0).plan(files, partitions);

            assertThat(rows(job.score(job.corpus(plan))))
                    .as(partitions + " partitions")
                    .isEqualTo(alone);
        }
    }

    @Test
    void inAnyOrderTheyAreAsAlone() {
        ScoringJob job = job(Map.of());
        List<CorpusRow> shuffled = new ArrayList<>(files);
        Collections.shuffle(shuffled, new Random(5));

        assertThat(rows(job.score(job.corpus(new PartitionPlanner(0).plan(shuffled, 2)))))
                .isEqualTo(alone);
    }

    @Test
    void aTaskThatFailsOnceAndIsTriedAgainChangesNothing() {
        ScoringJob job = job(Map.of());
        Dataset<Row> failing = job.corpus(new PartitionPlanner(0).plan(files, 2))
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> {
                            if (TaskContext.get().attemptNumber() == 0 && TaskContext.getPartitionId() == 1) {
                                throw new IllegalStateException("as a lost executor would");
                            }
                            return rows;
                        },
                        Encoders.row(CorpusRow.SCHEMA));

        assertThat(rows(job.score(failing))).isEqualTo(alone);
    }

    @Test
    void anotherBatchSizeChangesScoresByLessThanAHundredThousandth() {
        ScoringJob eight = job(Map.of());
        ScoringJob five = job(Map.of("scoring.batch-size", "5"));
        Map<String, Double> scores = scores(eight.score(eight.corpus(List.of(files))));

        scores(five.score(five.corpus(List.of(files))))
                .forEach((image, score) -> assertThat(score).isCloseTo(scores.get(image), within(1e-5)));
    }

    private static Map<String, Double> scores(Dataset<Row> scored) {
        Map<String, Double> scores = new TreeMap<>();
        scored.select(ScoreColumns.IMAGE, ScoreColumns.SCORE)
                .collectAsList()
                .forEach(row -> scores.put(row.getString(0), row.getDouble(1)));
        return scores;
    }

    @Test
    void aPictureThatIsGoneOrTooLargeIsARowOfItsOwn() {
        ScoringJob job = job(Map.of("decoding.max-bytes", "1000"));
        CorpusRow large = files.get(8);
        CorpusRow gone = CorpusRow.of("file:" + folder + "/gone.png", 10, large.modified(), "");
        Map<String, String> reasons = new TreeMap<>();
        job.score(job.corpus(List.of(List.of(large, gone))))
                .collectAsList()
                .forEach(row -> reasons.put(row.getString(0), row.getAs(ScoreColumns.REASON)));

        assertThat(reasons).containsEntry(large.image(), "TOO_LARGE").containsEntry(gone.image(), "MISSING");
    }
}
