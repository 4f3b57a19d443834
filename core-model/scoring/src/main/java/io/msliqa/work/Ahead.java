package io.msliqa.work;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * Makes things in a thread of its own while others are being used, and hands them over in their order.
 *
 * <p>Whatever ends the making reaches who takes, after all that was made before: a failure of any kind, an error too, is
 * thrown by {@link #hasNext} and {@link #next} then and ever after.
 *
 * @param <T> what is made
 */
public final class Ahead<T> implements Iterator<T>, AutoCloseable {

    /**
     * Makes things, one after the other.
     *
     * @param <T> what is made
     */
    @FunctionalInterface
    public interface Maker<T> {

        /** Makes all of them; what it throws is thrown to who takes. */
        void make(Taker<T> taker) throws InterruptedException;
    }

    /**
     * Takes what is made.
     *
     * @param <T> what is made
     */
    @FunctionalInterface
    public interface Taker<T> {

        /** Takes one thing over, after a wait for room. */
        void take(T made) throws InterruptedException;
    }

    private final int room;
    private final Queue<T> made = new ArrayDeque<>();
    private final Thread thread;
    private Throwable failure;
    private boolean ended;

    private Ahead(String name, int room, Maker<T> maker) {
        this.room = room;
        thread = new Thread(() -> make(maker), name);
        thread.setDaemon(true);
    }

    /**
     * Begins to make.
     *
     * @param name of the thread
     * @param room so many things wait at most to be taken
     */
    public static <T> Ahead<T> begin(String name, int room, Maker<T> maker) {
        Ahead<T> ahead = new Ahead<>(name, room, maker);
        ahead.thread.start();
        return ahead;
    }

    private void make(Maker<T> maker) {
        Throwable thrown = null;
        try {
            maker.make(this::put);
        } catch (Throwable e) {
            // It is not lost: who takes throws it.
            thrown = e;
        } finally {
            end(thrown);
        }
    }

    private synchronized void put(T one) throws InterruptedException {
        while (made.size() >= room) {
            wait();
        }
        made.add(one);
        notifyAll();
    }

    private synchronized void end(Throwable thrown) {
        failure = thrown;
        ended = true;
        notifyAll();
    }

    /**
     * Waits for the next thing.
     *
     * @throws StoppedException if this thread is interrupted, which it then still is, or this was closed
     */
    @Override
    public synchronized boolean hasNext() {
        try {
            while (made.isEmpty() && !ended) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("Stopped while waiting for another thread", e);
        }
        if (made.isEmpty() && failure != null) {
            throw rethrown();
        }
        return !made.isEmpty();
    }

    private RuntimeException rethrown() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            return exception;
        }
        if (failure instanceof InterruptedException) {
            return new StoppedException("The work was stopped before its end", failure);
        }
        // Some libraries throw checked exceptions that they do not declare.
        return new IllegalStateException(failure);
    }

    @Override
    public synchronized T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T next = made.remove();
        notifyAll();
        return next;
    }

    /** Stops the making and returns at once; what was made can still be taken. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
