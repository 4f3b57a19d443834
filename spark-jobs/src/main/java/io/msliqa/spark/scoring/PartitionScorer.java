package io.msliqa.spark.scoring;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageDecoder;
import io.msliqa.image.ImageException;
import io.msliqa.inference.ImageInput;
import io.msliqa.inference.ImageResult;
import io.msliqa.inference.ImageScorer;
import io.msliqa.inference.ScoringSettings;
import io.msliqa.model.ModelBundle;
import io.msliqa.spark.config.ScoringJobSettings;
import io.msliqa.spark.table.CorpusRow;
import io.msliqa.spark.table.ScoreRow;
import io.msliqa.spark.table.ScoreStamp;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Scores the pictures of one task: reads ahead, hands the bytes to the core's {@link ImageScorer}, makes rows of what it
 * says. Rows of {@link CorpusRow} in, rows of the score table out, one for one and in order.
 */
final class PartitionScorer implements MapPartitionsFunction<Row, Row> {

    /** What a task needs to know. */
    record Work(
            ScoringJobSettings job, ScoringSettings scoring, DecodeLimits limits, ScoreStamp stamp, Stopwatches watches)
            implements Serializable {}

    private final Work work;
    private final Broadcast<byte[]> model;
    private final Broadcast<SerializableConfiguration> hadoop;

    PartitionScorer(Work work, Broadcast<byte[]> model, Broadcast<SerializableConfiguration> hadoop) {
        this.work = work;
        this.model = model;
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        List<CorpusRow> files = new ArrayList<>();
        rows.forEachRemaining(row -> files.add(CorpusRow.of(row)));
        TaskContext task = TaskContext.get();
        ModelBundle bundle = ExecutorModel.of(work.stamp().modelId(), model.value());
        ImageScorer scorer = ImageScorer.open(
                bundle, TaskDevice.of(work.job().device(), task), new ImageDecoder(work.limits()), work.scoring());
        task.addTaskCompletionListener((TaskCompletionListener) done -> scorer.close());
        ReadAhead ahead = new ReadAhead(
                files,
                new ImageFetcher(
                        hadoop.value().value(),
                        work.limits().maxBytes(),
                        work.job().readAttempts()),
                work.job().readAheadBytes(),
                work.job().imageTimeout());
        task.addTaskCompletionListener((TaskCompletionListener) done -> ahead.close());
        return new Rows(scorer, ahead);
    }

    /** Results beside the files they belong to. */
    private final class Rows implements Iterator<Row> {

        private final ArrayDeque<CorpusRow> underWay = new ArrayDeque<>();
        private final ImageScorer scorer;
        private final Iterator<ImageResult> results;

        Rows(ImageScorer scorer, ReadAhead ahead) {
            this.scorer = scorer;
            this.results = scorer.score(new Inputs(ahead, underWay, work.watches()));
        }

        @Override
        public boolean hasNext() {
            return results.hasNext();
        }

        @Override
        public Row next() {
            ImageResult result = results.next();
            CorpusRow file = underWay.remove();
            if (!result.id().equals(file.image())) {
                throw new IllegalStateException("The result of " + result.id() + " came for " + file.image());
            }
            if (result instanceof ImageResult.Scored scored) {
                work.watches().addScored(scored.score().distinctPatches());
            } else {
                work.watches().addFailed();
            }
            if (!results.hasNext()) {
                work.watches().add(scorer.times());
            }
            return new ScoreRow(file, result, work.stamp(), Instant.now()).toRow();
        }
    }

    private record Inputs(ReadAhead ahead, ArrayDeque<CorpusRow> underWay, Stopwatches watches)
            implements Iterator<ImageInput> {

        @Override
        public boolean hasNext() {
            return ahead.hasNext();
        }

        @Override
        public ImageInput next() {
            FetchedImage image = ahead.next();
            underWay.add(image.file());
            watches.addRead(image.seconds());
            String id = image.file().image();
            try {
                return new ImageInput.Fetched(id, image.bytes());
            } catch (ImageException e) {
                return new ImageInput.Unavailable(id, e.reason(), e.getMessage());
            }
        }
    }
}
