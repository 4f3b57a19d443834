package io.msliqa.scoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores a batch that the device has no memory for in halves, down to single pictures. A picture for which even that is
 * too much is tried once more while no other scorer uses the device.
 *
 * <p>It remembers what did not fit, so that later batches need not fail first. A picture scored in a smaller batch gets,
 * to the bit, the score that it has with that batch size.
 */
final class OutOfMemoryRetry implements PatchScorer {

    private static final Logger LOG = LoggerFactory.getLogger(OutOfMemoryRetry.class);

    /** All scorers on a device share its memory, whatever their models. */
    private static final Map<String, ReadWriteLock> TURNS = new ConcurrentHashMap<>();

    private record Shape(int rows, int width, int height) {}

    private final PatchScorer scorer;
    private final ReadWriteLock turns;
    private final Map<Shape, PatchBatch> parts = new HashMap<>();
    private long tooManyPixels = Long.MAX_VALUE;

    /**
     * Round another scorer.
     *
     * @param scorer closed with this
     * @param device the name of where it computes
     */
    OutOfMemoryRetry(PatchScorer scorer, String device) {
        this.scorer = scorer;
        this.turns = TURNS.computeIfAbsent(device, key -> new ReentrantReadWriteLock());
    }

    @Override
    public int columns() {
        return scorer.columns();
    }

    @Override
    public float[][] score(PatchBatch batch) {
        boolean single = batch.rows() == 1;
        if (single || pixels(batch) < tooManyPixels) {
            try {
                return scoreHolding(turns.readLock(), batch);
            } catch (RuntimeException | OutOfMemoryError e) {
                if (!Failures.isOutOfMemory(e)) {
                    throw e;
                }
                LOG.warn(
                        "{} pictures of {} x {} at once are too much for the device's memory; {}",
                        batch.rows(),
                        batch.width(),
                        batch.height(),
                        single ? "trying again with nothing beside it" : "scoring them in smaller batches");
            }
        }
        if (single) {
            return scoreHolding(turns.writeLock(), batch);
        }
        tooManyPixels = Math.min(tooManyPixels, pixels(batch));
        return scoreInParts(batch);
    }

    @Override
    public boolean cuts() {
        return scorer.cuts();
    }

    /** What is too much to be cut where the network computes is cut here, and may be halved. */
    @Override
    public float[][] score(List<Cut> patches, int rows) {
        try {
            return holding(turns.readLock(), () -> scorer.score(patches, rows));
        } catch (RuntimeException | OutOfMemoryError e) {
            if (!Failures.isOutOfMemory(e)) {
                throw e;
            }
            return score(Cut.batch(patches, rows));
        }
    }

    private float[][] scoreHolding(Lock turn, PatchBatch batch) {
        return holding(turn, () -> scorer.score(batch));
    }

    private static float[][] holding(Lock turn, Supplier<float[][]> scoring) {
        turn.lock();
        try {
            return scoring.get();
        } finally {
            turn.unlock();
        }
    }

    private static long pixels(PatchBatch batch) {
        return (long) batch.rows() * batch.width() * batch.height();
    }

    private float[][] scoreInParts(PatchBatch batch) {
        Shape shape = new Shape(batch.smallerRows(), batch.width(), batch.height());
        PatchBatch part = parts.computeIfAbsent(shape, key -> new PatchBatch(key.rows(), key.width(), key.height()));
        float[][] scores = new float[batch.count()][];
        for (int from = 0; from < scores.length; from += shape.rows()) {
            int count = Math.min(shape.rows(), scores.length - from);
            part.clear();
            part.addAll(batch, from, count);
            System.arraycopy(score(part), 0, scores, from, count);
        }
        return scores;
    }

    @Override
    public void close() {
        scorer.close();
    }
}
