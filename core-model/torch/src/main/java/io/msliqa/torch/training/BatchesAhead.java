package io.msliqa.torch.training;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Makes the next step's batch while the network works on this one's, so that neither waits for the other. */
final class BatchesAhead implements AutoCloseable {

    private final IntFunction<Batch> batches;
    private final int steps;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "msliqa-batches");
        made.setDaemon(true);
        return made;
    });
    private Future<Batch> next;

    /**
     * @param batches makes the batch of any step
     * @param first the step that begins, counted from 0
     * @param steps how many there are in all
     */
    BatchesAhead(IntFunction<Batch> batches, int first, int steps) {
        this.batches = batches;
        this.steps = steps;
        this.next = ask(first);
    }

    private Future<Batch> ask(int step) {
        return step < steps ? thread.submit(() -> batches.apply(step)) : null;
    }

    /**
     * The batch of a step; the steps must be taken in their order, from the first one.
     *
     * @throws TrainingException if a picture cannot be read
     */
    Batch take(int step) {
        Batch batch = Awaited.result(next);
        next = ask(step + 1);
        return batch;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
