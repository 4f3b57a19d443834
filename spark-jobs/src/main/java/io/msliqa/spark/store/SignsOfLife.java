package io.msliqa.spark.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows that a run is alive: rewrites its sign of life from a separate thread until it is closed, whatever the run is
 * doing.
 */
final class SignsOfLife implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SignsOfLife.class);

    /** The staging folders of this process's runs that are at work: a living process may have runs that are over. */
    private static final Set<String> AT_WORK = ConcurrentHashMap.newKeySet();

    private final TableFiles files;
    private final TableLayout layout;
    private final String run;
    private final Duration every;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::goOn, "msliqa-signs-of-life");

    private SignsOfLife(TableFiles files, TableLayout layout, String run, Duration every) {
        this.files = files;
        this.layout = layout;
        this.run = run;
        this.every = every;
    }

    /**
     * Gives the first sign and goes on.
     *
     * @throws IOException if the first one cannot be written; when a later one cannot, the next may
     */
    static SignsOfLife begin(TableFiles files, TableLayout layout, String run, Duration every) throws IOException {
        SignsOfLife signs = new SignsOfLife(files, layout, run, every);
        signs.giveFirst();
        AT_WORK.add(layout.staging(run).toString());
        signs.thread.setDaemon(true);
        signs.thread.start();
        return signs;
    }

    /** Whether a run of this process is still at work. */
    static boolean isAtWork(TableLayout layout, String run) {
        return AT_WORK.contains(layout.staging(run).toString());
    }

    private void giveFirst() throws IOException {
        try {
            give();
        } catch (IOException e) {
            try {
                // Else the next run would watch whether this one lives.
                files.system().delete(layout.staging(run), true);
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private void give() throws IOException {
        files.write(layout.owner(run), Owner.self());
    }

    private void goOn() {
        try {
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                giveIfPossible();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveIfPossible() {
        try {
            give();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The sign of life of run {} cannot be written: {}", run, e.toString());
        }
    }

    /** Writes, if that is possible, that the run is over but has left something behind. */
    void leave() {
        close();
        try {
            files.write(layout.owner(run), Owner.nobody());
        } catch (IOException e) {
            LOG.warn("That run {} is over cannot be written: {}", run, e.toString());
        }
    }

    /** Stops the signs, and returns when nothing more is written. */
    @Override
    public void close() {
        closed.countDown();
        AT_WORK.remove(layout.staging(run).toString());
        try {
            thread.join(TimeUnit.MINUTES.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
