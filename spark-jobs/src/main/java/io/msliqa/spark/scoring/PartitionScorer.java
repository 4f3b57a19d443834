package io.msliqa.spark.scoring;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageException;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.ModelBundle;
import io.msliqa.scoring.ImageInput;
import io.msliqa.scoring.ImageResult;
import io.msliqa.scoring.ImageScorer;
import io.msliqa.scoring.ScoringEngine;
import io.msliqa.scoring.ScoringSettings;
import io.msliqa.scoring.StageTimes;
import io.msliqa.spark.listing.ShardReader;
import io.msliqa.spark.listing.ShardRules;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.rows.ScoreRow;
import io.msliqa.spark.rows.ScoreStamp;
import io.msliqa.spark.settings.ScoringJobSettings;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Scores the pictures of one task: reads ahead, hands the bytes to the core's {@link ImageScorer}, and makes rows of
 * its results. It takes rows of {@link CorpusRow} and gives rows of the score table, one for one and in order.
 */
final class PartitionScorer implements MapPartitionsFunction<Row, Row> {

    /** What a task needs to know. */
    record Work(
            ScoringJobSettings job,
            ScoringSettings scoring,
            DecodeLimits limits,
            ShardRules shards,
            ScoreStamp stamp,
            Stopwatches watches)
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
        ScoringEngine engine = work.job()
                .engine()
                .on(TaskDevice.of(work.job().device(), task), work.job().arithmetic());
        ImageScorer scorer = ImageScorer.open(bundle, engine, new ImageDecoder(work.limits()), work.scoring());
        task.addTaskCompletionListener((TaskCompletionListener) done -> scorer.close());
        ShardReader shards = new ShardReader(hadoop.value().value(), work.shards());
        task.addTaskCompletionListener((TaskCompletionListener) done -> shards.close());
        ReadAhead ahead = new ReadAhead(
                files,
                new ImageFetcher(
                        hadoop.value().value(),
                        shards,
                        work.limits().maxBytes(),
                        work.job().readAttempts()),
                new ReadAhead.Limits(work.job().readAheadBytes(), work.job().readAheadFiles()),
                work.job().imageTimeout());
        task.addTaskCompletionListener((TaskCompletionListener) done -> ahead.close());
        TaskWatchdog watchdog = TaskWatchdog.ofThisTask(work.job().taskTimeout());
        task.addTaskCompletionListener((TaskCompletionListener) done -> watchdog.close());
        Rows scored = new Rows(scorer, ahead, watchdog);
        task.addTaskCompletionListener((TaskCompletionListener) done -> scored.written());
        return scored;
    }

    /** Makes a row of each result and the file it belongs to. */
    private final class Rows implements Iterator<Row> {

        private final ArrayDeque<CorpusRow> underWay = new ArrayDeque<>();
        private final ImageScorer scorer;
        private final TaskWatchdog watchdog;
        private final Iterator<ImageResult> results;
        private final Map<StageTimes.Stage, Duration> counted = new EnumMap<>(StageTimes.Stage.class);
        private long handedOver;

        Rows(ImageScorer scorer, ReadAhead ahead, TaskWatchdog watchdog) {
            this.scorer = scorer;
            this.watchdog = watchdog;
            this.results = scorer.score(new Inputs(ahead, underWay, work.watches(), watchdog));
        }

        @Override
        public boolean hasNext() {
            written();
            boolean more = results.hasNext();
            handedOver = System.nanoTime();
            return more;
        }

        @Override
        public Row next() {
            written();
            ImageResult result = results.next();
            watchdog.progress();
            CorpusRow file = underWay.remove();
            if (!result.id().equals(file.image())) {
                throw new IllegalStateException("The result of " + result.id() + " came for " + file.image());
            }
            count(result);
            Row row = new ScoreRow(file, result, work.stamp(), Instant.now()).toRow();
            handedOver = System.nanoTime();
            return row;
        }

        private void count(ImageResult result) {
            if (result instanceof ImageResult.Scored scored) {
                work.watches().addScored(scored.score().distinctPatches());
            } else if (result instanceof ImageResult.Failed failed) {
                work.watches().addFailed(failed.reason());
            }
            scorer.times().totals().forEach((stage, total) -> {
                Duration before = counted.getOrDefault(stage, Duration.ZERO);
                work.watches().add(stage, total.minus(before));
                counted.put(stage, total);
            });
        }

        /** Since the last row was handed over, the task has been writing. */
        void written() {
            if (handedOver != 0) {
                work.watches().add(RunStage.WRITE, (System.nanoTime() - handedOver) / 1e9);
                handedOver = 0;
            }
        }
    }

    private record Inputs(ReadAhead ahead, ArrayDeque<CorpusRow> underWay, Stopwatches watches, TaskWatchdog watchdog)
            implements Iterator<ImageInput> {

        @Override
        public boolean hasNext() {
            return ahead.hasNext();
        }

        @Override
        public ImageInput next() {
            FetchedImage image = ahead.next();
            watchdog.progress();
            underWay.add(image.file());
            watches.add(RunStage.READ, image.seconds());
            String id = image.file().image();
            try {
                return new ImageInput.Fetched(id, image.bytes());
            } catch (ImageException e) {
                return new ImageInput.Unavailable(id, e.reason(), e.getMessage());
            }
        }
    }
}
