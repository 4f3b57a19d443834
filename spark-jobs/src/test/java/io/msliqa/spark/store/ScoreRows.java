package io.msliqa.spark.store;

import io.msliqa.image.FailureReason;
import io.msliqa.scoring.ImageResult;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.rows.ScoreRow;
import io.msliqa.spark.rows.ScoreStamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of failed pictures, which need no model. */
final class ScoreRows {

    static final String MODEL = "model";
    static final String PREPROCESSING = "preprocessing";

    private ScoreRows() {}

    /** A picture of that name, as it is listed. */
    static CorpusRow file(String image) {
        return CorpusRow.of(image, image.length(), Instant.ofEpochSecond(1_000_000), "");
    }

    static Dataset<Row> of(String... images) {
        ScoreStamp stamp = new ScoreStamp(MODEL, PREPROCESSING, "run", List.of("head"));
        List<Row> rows = Arrays.stream(images)
                .map(image -> new ScoreRow(
                                file(image),
                                new ImageResult.Failed(image, FailureReason.CORRUPT, "broken"),
                                stamp,
                                Instant.ofEpochSecond(2_000_000))
                        .toRow())
                .toList();
        return SharedSpark.session().createDataFrame(rows, ScoreColumns.SCHEMA);
    }
}
