package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutOfMemoryRetryTest {

    private static final int SIDE = 40;

    /** A device with memory for so many pictures at once, which says what PyTorch does when it has no more. */
    private static final class SmallDevice implements PatchScorer {

        private final PatchScorer network = TestScorers.onnx();
        private final List<Integer> passes = new ArrayList<>();
        private final int room;
        private int refusals;

        SmallDevice(int room, int refusals) {
            this.room = room;
            this.refusals = refusals;
        }

        @Override
        public int columns() {
            return network.columns();
        }

        @Override
        public float[][] score(PatchBatch batch) {
            passes.add(batch.rows());
            if (batch.rows() > room || refusals-- > 0) {
                throw new IllegalStateException(
                        "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of"
                                + " 15.77 GiB of which 1.12 GiB is free.");
            }
            return network.score(batch);
        }

        @Override
        public void close() {
            network.close();
        }
    }

    private static PatchBatch batch(int capacity, int count) {
        PatchBatch batch = new PatchBatch(capacity, SIDE, SIDE);
        for (int i = 0; i < count; i++) {
            batch.add(TestScorers.noise(SIDE, SIDE, i));
        }
        return batch;
    }

    private static float[][] scoresInBatchesOf(int capacity, int count) {
        float[][] scores = new float[count][];
        try (PatchScorer network = TestScorers.onnx()) {
            PatchBatch batch = new PatchBatch(capacity, SIDE, SIDE);
            for (int i = 0; i < count; i++) {
                batch.clear();
                batch.add(TestScorers.noise(SIDE, SIDE, i));
                scores[i] = network.score(batch)[0];
            }
        }
        return scores;
    }

    @ParameterizedTest
    @CsvSource({"32, 27, 16", "32, 27, 8", "24, 24, 16", "13, 5, 8", "13, 13, 1", "8, 3, 1"})
    void theScoresAreToTheBitThoseOfTheBatchSizeThatFits(int capacity, int count, int room) {
        try (OutOfMemoryRetry scorer = new OutOfMemoryRetry(new SmallDevice(room, 0), "cpu")) {
            assertThat(scorer.score(batch(capacity, count))).isDeepEqualTo(scoresInBatchesOf(room, count));
        }
    }

    @Test
    void whatDidNotFitIsNotTriedAgain() {
        SmallDevice device = new SmallDevice(8, 0);
        try (OutOfMemoryRetry scorer = new OutOfMemoryRetry(device, "cpu")) {
            scorer.score(batch(32, 20));
            assertThat(device.passes).containsExactly(32, 16, 8, 8, 8);
            device.passes.clear();

            scorer.score(batch(32, 20));
            assertThat(device.passes).containsExactly(8, 8, 8);
        }
    }

    @Test
    void aSinglePictureIsTriedOnceMoreAndThenFails() {
        try (OutOfMemoryRetry once = new OutOfMemoryRetry(new SmallDevice(1, 1), "cpu");
                OutOfMemoryRetry never = new OutOfMemoryRetry(new SmallDevice(0, 0), "cpu")) {
            assertThat(once.score(batch(1, 1))).isDeepEqualTo(scoresInBatchesOf(1, 1));
            assertThatThrownBy(() -> never.score(batch(1, 1))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theLastTrialWaitsUntilNobodyElseUsesTheDevice() throws Exception {
        CountDownLatch computing = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (OutOfMemoryRetry other = new OutOfMemoryRetry(new Waiting(computing, mayEnd), "gpu(7)");
                OutOfMemoryRetry scorer = new OutOfMemoryRetry(new SmallDevice(1, 1), "gpu(7)")) {
            threads.execute(() -> other.score(batch(1, 1)));
            computing.await();
            Future<float[][]> retried = threads.submit(() -> scorer.score(batch(1, 1)));

            assertThatThrownBy(() -> retried.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            mayEnd.countDown();
            assertThat(retried.get()).isDeepEqualTo(scoresInBatchesOf(1, 1));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void otherFailuresPassThrough() {
        PatchScorer broken = new Waiting(new CountDownLatch(0), new CountDownLatch(0)) {
            @Override
            public float[][] score(PatchBatch batch) {
                throw new IllegalStateException("CUDA error: an illegal memory access was encountered");
            }
        };
        try (OutOfMemoryRetry scorer = new OutOfMemoryRetry(broken, "cpu")) {
            assertThatThrownBy(() -> scorer.score(batch(8, 8))).hasMessageContaining("illegal memory access");
        }
    }

    /** Says when it computes, and ends when it may. */
    private static class Waiting implements PatchScorer {

        private final CountDownLatch computing;
        private final CountDownLatch mayEnd;

        Waiting(CountDownLatch computing, CountDownLatch mayEnd) {
            this.computing = computing;
            this.mayEnd = mayEnd;
        }

        @Override
        public int columns() {
            return 1;
        }

        @Override
        public float[][] score(PatchBatch batch) {
            computing.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new float[batch.count()][1];
        }

        @Override
        public void close() {}
    }
}
