package io.msliqa.work;

/**
 * Something to do in another thread.
 *
 * @param <T> what it makes
 * @param <E> what it may throw beside what is unchecked
 */
@FunctionalInterface
public interface Work<T, E extends Exception> {

    /**
     * Does it.
     *
     * @throws InterruptedException if it is stopped
     */
    T run() throws E, InterruptedException;
}
