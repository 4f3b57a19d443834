package io.msliqa.scoring;

import io.msliqa.image.PixelImage;
import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fills batches of fixed shape with patches of neighbouring pictures, one batch for each patch size, and hands out the
 * scores.
 *
 * <p>A batch goes to the network when it is full, and at {@link #flush}.
 */
final class PatchBatcher {

    /** Takes the scores of patches that were added, or learns that they will not come. */
    interface Receiver {
        /** The scores of the patch that was added as number {@code patch}, one for each head. */
        void accept(int patch, float[] scores);

        /** The network failed on a batch that held patches of this receiver, or {@link #accept} did. */
        void fail(Throwable cause);
    }

    private record Entry(Receiver receiver, int patch) {}

    /** A batch that fills: of pixels, or of patches that the scorer cuts. */
    private interface Open {

        void add(PatchSampler sampler, Patch patch);

        float[][] score();

        void clear();
    }

    private static final class Filling {
        final Open batch;
        final List<Entry> entries = new ArrayList<>();

        Filling(Open batch) {
            this.batch = batch;
        }
    }

    private final class Pixels implements Open {
        private final PatchBatch batch;

        Pixels(int size) {
            this.batch = new PatchBatch(batchSize, size, size);
        }

        @Override
        public void add(PatchSampler sampler, Patch patch) {
            long start = System.nanoTime();
            PixelImage pixels = sampler.sample(patch);
            times.add(StageTimes.Stage.SAMPLE, start);
            batch.add(pixels);
        }

        @Override
        public float[][] score() {
            return scorer.score(batch);
        }

        @Override
        public void clear() {
            batch.clear();
        }
    }

    private final class Cuts implements Open {
        private final List<Cut> cuts = new ArrayList<>();

        @Override
        public void add(PatchSampler sampler, Patch patch) {
            cuts.add(new Cut(sampler.source(), patch));
        }

        @Override
        public float[][] score() {
            return scorer.score(List.copyOf(cuts), batchSize);
        }

        @Override
        public void clear() {
            cuts.clear();
        }
    }

    private final PatchScorer scorer;
    private final int batchSize;
    private final StageTimes times;
    private final Map<Integer, Filling> bySize = new TreeMap<>();

    PatchBatcher(PatchScorer scorer, int batchSize, StageTimes times) {
        this.scorer = scorer;
        this.batchSize = batchSize;
        this.times = times;
    }

    /**
     * Adds a patch; scores a batch when this fills it.
     *
     * @param sampler of its picture
     * @param number of the patch, for the receiver
     */
    void add(PatchSampler sampler, Patch patch, Receiver receiver, int number) {
        Filling open = bySize.computeIfAbsent(
                patch.size(), size -> new Filling(scorer.cuts() ? new Cuts() : new Pixels(size)));
        open.batch.add(sampler, patch);
        open.entries.add(new Entry(receiver, number));
        if (open.entries.size() == batchSize) {
            score(open);
        }
    }

    /** Scores all batches that hold anything. */
    void flush() {
        for (Filling open : bySize.values()) {
            if (!open.entries.isEmpty()) {
                score(open);
            }
        }
    }

    private void score(Filling open) {
        List<Entry> entries = List.copyOf(open.entries);
        try {
            long start = System.nanoTime();
            float[][] scores = open.batch.score();
            times.add(StageTimes.Stage.INFER, start);
            for (int i = 0; i < entries.size(); i++) {
                hand(entries.get(i), scores[i]);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            entries.forEach(entry -> entry.receiver().fail(e));
        } finally {
            open.batch.clear();
            open.entries.clear();
        }
    }

    /** A receiver that cannot take its scores fails alone: its neighbours in the batch have theirs. */
    private static void hand(Entry entry, float[] scores) {
        try {
            entry.receiver().accept(entry.patch(), scores);
        } catch (RuntimeException | OutOfMemoryError e) {
            entry.receiver().fail(e);
        }
    }
}
