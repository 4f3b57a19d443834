package io.msliqa.torch.training;

import io.msliqa.work.Pending;
import io.msliqa.work.Workers;
import java.util.function.IntFunction;

/** Makes the next step's batch while the network works on this one's, so that neither waits for the other. */
final class BatchesAhead implements AutoCloseable {

    private final IntFunction<Batch> batches;
    private final int steps;
    private final Workers thread = Workers.of("msliqa-batches", 1);
    private Pending<Batch, RuntimeException> next;

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

    private Pending<Batch, RuntimeException> ask(int step) {
        return step < steps ? thread.begin(() -> batches.apply(step)) : null;
    }

    /**
     * The batch of a step; the steps must be taken in their order, from the first one.
     *
     * @throws TrainingException if a picture cannot be read
     * @throws io.msliqa.work.StoppedException if this thread is interrupted, which it then still is
     */
    Batch take(int step) {
        Batch batch = next.result();
        next = ask(step + 1);
        return batch;
    }

    @Override
    public void close() {
        thread.close();
    }
}
