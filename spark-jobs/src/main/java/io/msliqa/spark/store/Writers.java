package io.msliqa.spark.store;

import com.fasterxml.jackson.core.JacksonException;
import io.msliqa.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the runs that died from those that are at work in a table.
 *
 * <p>The system knows whether a process on this machine lives. A run on another machine rewrites its sign of life every
 * now and then; this class watches it for a few of those times, and clocks need not agree.
 *
 * @param table what messages call it
 * @param signEvery how often a run that lives gives a sign
 */
record Writers(TableFiles files, TableLayout layout, String table, Duration signEvery) {

    private static final Logger LOG = LoggerFactory.getLogger(Writers.class);

    private static final int SIGNS_MISSED = 3;

    /**
     * The names of runs that have left something behind.
     *
     * @throws UserException if one of them lives
     */
    List<String> requireAllDead() throws IOException {
        List<String> dead = new ArrayList<>();
        Map<String, Long> elsewhere = new TreeMap<>();
        for (FileStatus folder : files.list(layout.staging())) {
            String run = folder.getPath().getName();
            Optional<Owner> owner = owner(run);
            if (owner.isEmpty() || !owner.get().isHere()) {
                elsewhere.put(run, lastSign(run));
            } else if (lives(run, owner.get())) {
                throw busy(run);
            }
            dead.add(run);
        }
        watch(elsewhere);
        return dead;
    }

    private boolean lives(String run, Owner owner) {
        return owner.isSelf() ? SignsOfLife.isAtWork(layout, run) : owner.lives();
    }

    private void watch(Map<String, Long> signs) throws IOException {
        if (signs.isEmpty()) {
            return;
        }
        Duration watched = signEvery.multipliedBy(SIGNS_MISSED);
        LOG.warn(
                "Another machine's run has left work behind in {}: {}. Watching for {} s whether it still lives.",
                layout.root(),
                String.join(", ", signs.keySet()),
                watched.toSeconds());
        long end = System.nanoTime() + watched.toNanos();
        while (System.nanoTime() < end) {
            pause(signEvery.toMillis() / 2 + 1);
            for (Map.Entry<String, Long> sign : signs.entrySet()) {
                if (lastSign(sign.getKey()) != sign.getValue()) {
                    throw busy(sign.getKey());
                }
            }
        }
    }

    private static void pause(long millis) throws InterruptedIOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while watching another run");
        }
    }

    private UserException busy(String run) throws IOException {
        String who = owner(run)
                .map(owner -> ", process " + owner.pid() + " on " + owner.host())
                .orElse("");
        return new UserException("Another run (" + run + who + ") is writing to the " + table + " '" + layout.root()
                + "'. Wait until it has finished, or use another --output");
    }

    /** When a run last gave a sign of life, by the clock of the file system; 0 if never. */
    private long lastSign(String run) throws IOException {
        try {
            return files.system().getFileStatus(layout.owner(run)).getModificationTime();
        } catch (FileNotFoundException e) {
            return 0;
        }
    }

    private Optional<Owner> owner(String run) throws IOException {
        try {
            return Optional.of(files.read(layout.owner(run), Owner.class));
        } catch (FileNotFoundException | JacksonException | ChecksumException e) {
            // Not there yet, or being rewritten at this moment.
            return Optional.empty();
        }
    }
}
