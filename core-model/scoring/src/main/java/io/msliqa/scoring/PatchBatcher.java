package io.msliqa.scoring;

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
    private abstract static class Open {
        final List<Entry> entries = new ArrayList<>();

        abstract void add(Cut cut);

        abstract float[][] score();

        abstract void clear();
    }

    private final class Pixels extends Open {
        private final PatchBatch batch;

        Pixels(int size) {
            this.batch = new PatchBatch(batchSize, size, size);
        }

        @Override
        void add(Cut cut) {
            long start = System.nanoTime();
            batch.add(cut.pixels());
            times.add(StageTimes.Stage.SAMPLE, start);
        }

        @Override
        float[][] score() {
            return scorer.score(batch);
        }

        @Override
        void clear() {
            batch.clear();
        }
    }

    private final class Cuts extends Open {
        private final List<Cut> cuts = new ArrayList<>();

        @Override
        void add(Cut cut) {
            cuts.add(cut);
        }

        @Override
        float[][] score() {
            return scorer.score(List.copyOf(cuts), batchSize);
        }

        @Override
        void clear() {
            cuts.clear();
        }
    }

    private final PatchScorer scorer;
    private final int batchSize;
    private final StageTimes times;
    private final Map<Integer, Open> bySize = new TreeMap<>();

    PatchBatcher(PatchScorer scorer, int batchSize, StageTimes times) {
        this.scorer = scorer;
        this.batchSize = batchSize;
        this.times = times;
    }

    /** Adds a patch, under a number for the receiver; scores a batch when this fills it. */
    void add(Cut cut, Receiver receiver, int number) {
        Open open = bySize.computeIfAbsent(cut.patch().size(), size -> scorer.cuts() ? new Cuts() : new Pixels(size));
        open.add(cut);
        open.entries.add(new Entry(receiver, number));
        if (open.entries.size() == batchSize) {
            score(open);
        }
    }

    /** Scores all batches that hold anything. */
    void flush() {
        for (Open open : bySize.values()) {
            if (!open.entries.isEmpty()) {
                score(open);
            }
        }
    }

    private void score(Open open) {
        List<Entry> entries = List.copyOf(open.entries);
        try {
            long start = System.nanoTime();
            float[][] scores = open.score();
            times.add(StageTimes.Stage.INFER, start);
            for (int i = 0; i < entries.size(); i++) {
                hand(entries.get(i), scores[i]);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            entries.forEach(entry -> entry.receiver().fail(e));
        } finally {
            open.clear();
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
