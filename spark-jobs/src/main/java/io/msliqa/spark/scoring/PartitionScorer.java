package io.msliqa.spark.scoring;

import ai.djl.Device;
import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageException;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.scoring.ImageInput;
import io.msliqa.scoring.ImageResult;
import io.msliqa.scoring.PictureScorer;
import io.msliqa.scoring.ScoringSettings;
import io.msliqa.scoring.SharedDecoding;
import io.msliqa.scoring.SharedDecoding.ModelResult;
import io.msliqa.scoring.StageTimes;
import io.msliqa.spark.listing.ShardReader;
import io.msliqa.spark.listing.ShardRules;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.rows.ScoreRow;
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
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Scores the pictures of one task: reads ahead, hands the bytes to the core's scorers, and makes rows of their results. It
 * takes rows of {@link ScoringTask} and gives rows of the score table: of each picture, in order, one for each model that
 * is to score it.
 */
final class PartitionScorer implements MapPartitionsFunction<Row, Row> {

    /** What a task needs to know. */
    record Work(
            ScoringJobSettings job,
            ScoringSettings scoring,
            DecodeLimits limits,
            ShardRules shards,
            Stopwatches watches)
            implements Serializable {}

    private final Work work;
    private final List<SentModel> models;
    private final Broadcast<SerializableConfiguration> hadoop;

    PartitionScorer(Work work, List<SentModel> models, Broadcast<SerializableConfiguration> hadoop) {
        this.work = work;
        this.models = new ArrayList<>(models);
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        List<ScoringTask> pictures = new ArrayList<>();
        rows.forEachRemaining(row -> pictures.add(ScoringTask.of(row)));
        TaskContext task = TaskContext.get();
        ImageDecoder decoder = new ImageDecoder(work.limits());
        List<PictureScorer> scorers = new ArrayList<>();
        task.addTaskCompletionListener((TaskCompletionListener) done -> scorers.forEach(PictureScorer::close));
        for (SentModel sent : models) {
            ScoringModel model = sent.model();
            Device device = TaskDevice.of(work.job().device(), model.gpuEngine(), task);
            scorers.add(model.open(work.job(), work.scoring(), device, decoder));
        }
        ShardReader shards = new ShardReader(hadoop.value().value(), work.shards());
        task.addTaskCompletionListener((TaskCompletionListener) done -> shards.close());
        ReadAhead ahead = new ReadAhead(
                pictures.stream().map(ScoringTask::file).toList(),
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
        Rows scored = new Rows(scorers, decoder, pictures, ahead, watchdog);
        task.addTaskCompletionListener((TaskCompletionListener) done -> scored.written());
        return scored;
    }

    /** Makes rows of the results and the file they belong to. */
    private final class Rows implements Iterator<Row> {

        private final ArrayDeque<CorpusRow> underWay = new ArrayDeque<>();
        private final ArrayDeque<Row> ready = new ArrayDeque<>();
        private final List<Times> times = new ArrayList<>();
        private final TaskWatchdog watchdog;
        private final Iterator<List<ModelResult>> results;
        private long handedOver;

        Rows(
                List<PictureScorer> scorers,
                ImageDecoder decoder,
                List<ScoringTask> pictures,
                ReadAhead ahead,
                TaskWatchdog watchdog) {
            this.watchdog = watchdog;
            scorers.forEach(scorer -> times.add(new Times(scorer.times())));
            Iterator<ImageInput> inputs = new Inputs(ahead, underWay, work.watches(), watchdog);
            if (scorers.size() == 1) {
                Iterator<ImageResult> alone = scorers.get(0).score(inputs);
                results = map(alone, result -> List.of(new ModelResult(0, result)));
            } else {
                StageTimes decoding = new StageTimes();
                times.add(new Times(decoding));
                Iterator<ScoringTask> wanted = pictures.iterator();
                results = new SharedDecoding(scorers, decoder, decoding)
                        .score(map(
                                inputs,
                                input -> new SharedDecoding.Wanted(
                                        input, wanted.next().places())));
            }
        }

        @Override
        public boolean hasNext() {
            written();
            boolean more = !ready.isEmpty() || results.hasNext();
            handedOver = System.nanoTime();
            return more;
        }

        @Override
        public Row next() {
            written();
            if (ready.isEmpty()) {
                List<ModelResult> next = results.next();
                watchdog.progress();
                CorpusRow file = underWay.remove();
                next.forEach(each -> ready.add(row(file, each)));
                times.forEach(Times::count);
            }
            Row row = ready.remove();
            handedOver = System.nanoTime();
            return row;
        }

        private Row row(CorpusRow file, ModelResult each) {
            ImageResult result = each.result();
            if (!result.id().equals(file.image())) {
                throw new IllegalStateException("The result of " + result.id() + " came for " + file.image());
            }
            if (result instanceof ImageResult.Scored scored) {
                work.watches().addScored(scored.score().distinctPatches());
            } else if (result instanceof ImageResult.Failed failed) {
                work.watches().addFailed(failed.reason());
            }
            return new ScoreRow(file, result, models.get(each.model()).stamp(), Instant.now()).toRow();
        }

        /** Since the last row was handed over, the task has been writing. */
        void written() {
            if (handedOver != 0) {
                work.watches().add(RunStage.WRITE, (System.nanoTime() - handedOver) / 1e9);
                handedOver = 0;
            }
        }
    }

    /** Hands on what a scorer's clocks have gained. */
    private final class Times {

        private final StageTimes clocks;
        private final Map<StageTimes.Stage, Duration> counted = new EnumMap<>(StageTimes.Stage.class);

        Times(StageTimes clocks) {
            this.clocks = clocks;
        }

        void count() {
            clocks.totals().forEach((stage, total) -> {
                Duration before = counted.getOrDefault(stage, Duration.ZERO);
                work.watches().add(stage, total.minus(before));
                counted.put(stage, total);
            });
        }
    }

    private static <A, B> Iterator<B> map(Iterator<A> from, Function<A, B> change) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return from.hasNext();
            }

            @Override
            public B next() {
                return change.apply(from.next());
            }
        };
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
