package io.msliqa.scoring;

import io.msliqa.image.PixelImage;
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

    private static final class Open {
        final PatchBatch batch;
        final List<Entry> entries = new ArrayList<>();

        Open(PatchBatch batch) {
            this.batch = batch;
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

    /** Adds a square patch; scores a batch when this fills it. */
    void add(PixelImage pixels, Receiver receiver, int patch) {
        Open open = bySize.computeIfAbsent(pixels.width(), size -> new Open(new PatchBatch(batchSize, size, size)));
        open.batch.add(pixels);
        open.entries.add(new Entry(receiver, patch));
        if (open.batch.isFull()) {
            score(open);
        }
    }

    /** Scores all batches that hold anything. */
    void flush() {
        for (Open open : bySize.values()) {
            if (open.batch.count() > 0) {
                score(open);
            }
        }
    }

    private void score(Open open) {
        List<Entry> entries = List.copyOf(open.entries);
        try {
            long start = System.nanoTime();
            float[][] scores = scorer.score(open.batch);
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
