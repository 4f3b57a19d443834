package io.msliqa.spark.rows;

import io.msliqa.image.Capture;
import io.msliqa.network.Quality;
import io.msliqa.scoring.CauseShare;
import io.msliqa.scoring.ImageResult;
import io.msliqa.scoring.ImageScore;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One picture's row of the score table.
 *
 * @param file as it was listed
 * @param result what became of it
 * @param stamp what made the result
 * @param scoredAt when
 */
public record ScoreRow(CorpusRow file, ImageResult result, ScoreStamp stamp, Instant scoredAt) {

    /** As a row of {@link ScoreColumns#SCHEMA}. */
    public Row toRow() {
        Object[] values = new Object[ScoreColumns.SCHEMA.length()];
        Row listed = file.toRow();
        for (String column :
                List.of(ScoreColumns.IMAGE, ScoreColumns.BYTES, ScoreColumns.MODIFIED, ScoreColumns.ETAG)) {
            put(values, column, listed.get(CorpusRow.SCHEMA.fieldIndex(column)));
        }
        if (result instanceof ImageResult.Scored scored) {
            putScore(values, scored);
        } else if (result instanceof ImageResult.Failed failed) {
            put(values, ScoreColumns.STATUS, ScoreColumns.FAILED);
            put(values, ScoreColumns.REASON, failed.reason().name());
            put(values, ScoreColumns.MESSAGE, failed.message());
        }
        put(values, ScoreColumns.MODEL_ID, stamp.modelId());
        put(values, ScoreColumns.PREPROCESSING_ID, stamp.preprocessingId());
        put(values, ScoreColumns.RUN_ID, stamp.runId());
        put(values, ScoreColumns.SCORED_AT, Timestamp.from(scoredAt.truncatedTo(ChronoUnit.MILLIS)));
        return RowFactory.create(values);
    }

    private void putScore(Object[] values, ImageResult.Scored scored) {
        ImageScore score = scored.score();
        put(values, ScoreColumns.STATUS, ScoreColumns.SCORED);
        put(values, ScoreColumns.WIDTH, scored.width());
        put(values, ScoreColumns.HEIGHT, scored.height());
        put(values, ScoreColumns.FORMAT, scored.format().name());
        putCapture(values, scored.capture());
        put(values, ScoreColumns.SCORE, score.score());
        put(values, ScoreColumns.SCORE_STD, score.deviation());
        put(values, ScoreColumns.SCORE_SE, Double.isNaN(score.standardError()) ? null : score.standardError());
        put(values, ScoreColumns.HEAD_MEANS, scalaMap(headMeans(score)));
        put(values, ScoreColumns.SCALE_MEANS, scalaMap(score.scaleMeans()));
        put(values, ScoreColumns.SIZE_MEANS, scalaMap(score.sizeMeans()));
        put(values, ScoreColumns.WORST_PATCH, worst(score.worst()));
        put(values, ScoreColumns.SCORE_FIDELITY, score.qualities().get(Quality.FIDELITY));
        put(values, ScoreColumns.SCORE_OPINION, score.qualities().get(Quality.OPINION));
        putCauses(values, score);
        put(values, ScoreColumns.PATCHES_DISTINCT, score.distinctPatches());
        put(values, ScoreColumns.PATCHES_NOMINAL, score.nominalPatches());
    }

    private static void putCapture(Object[] values, Capture capture) {
        put(values, ScoreColumns.CAMERA_MAKE, nullable(capture.make()));
        put(values, ScoreColumns.CAMERA_MODEL, nullable(capture.model()));
        put(values, ScoreColumns.LENS, nullable(capture.lens()));
        put(values, ScoreColumns.TAKEN, nullable(capture.taken()));
        put(values, ScoreColumns.ORIENTATION, capture.orientation() == 0 ? null : capture.orientation());
    }

    private static String nullable(String text) {
        return text.isEmpty() ? null : text;
    }

    /** A model that knows causes knows at least two. */
    private static void putCauses(Object[] values, ImageScore score) {
        if (score.causes().isEmpty()) {
            return;
        }
        put(values, ScoreColumns.CAUSE, score.causes().get(0).cause().toString());
        put(values, ScoreColumns.CAUSE_SHARE, score.causes().get(0).share());
        put(values, ScoreColumns.CAUSE_SECOND, score.causes().get(1).cause().toString());
        CauseShare ofWorst = score.worst().causes().get(0);
        put(values, ScoreColumns.WORST_PATCH_CAUSE, ofWorst.cause().toString());
    }

    private Map<String, Double> headMeans(ImageScore score) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (int head = 0; head < score.headMeans().size(); head++) {
            means.put(stamp.heads().get(head), score.headMeans().get(head));
        }
        return means;
    }

    private static Row worst(ImageScore.WorstPatch worst) {
        return RowFactory.create(
                worst.score(),
                worst.scale(),
                worst.region().x(),
                worst.region().y(),
                worst.region().width(),
                worst.region().height());
    }

    /** Means under names that are the same whatever the locale: {@code 0.5}, {@code 1}, {@code 224}. */
    private static scala.collection.Map<String, Double> scalaMap(Map<?, Double> means) {
        Map<String, Double> named = new LinkedHashMap<>();
        means.forEach((key, mean) -> named.put(key.toString().replaceAll("\\.0$", ""), mean));
        return CollectionConverters.asScala(named);
    }

    private static void put(Object[] values, String column, Object value) {
        values[ScoreColumns.SCHEMA.fieldIndex(column)] = value;
    }
}
