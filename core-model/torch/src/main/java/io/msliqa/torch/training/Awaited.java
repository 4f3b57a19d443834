package io.msliqa.torch.training;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for what other threads make. */
final class Awaited {

    private Awaited() {}

    /**
     * What was made.
     *
     * @throws RuntimeException the one that making it ended with
     * @throws TrainingException if this thread is interrupted
     */
    static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    static TrainingException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new TrainingException("Training was interrupted", e);
    }
}
