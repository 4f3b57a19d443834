package io.msliqa.spark.store;

import com.fasterxml.jackson.core.JacksonException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a table back into order that dead or failed runs left behind, before another run writes to it. */
record TableRecovery(TableFiles files, TableLayout layout, AtomicFiles atomic) {

    private static final Logger LOG = LoggerFactory.getLogger(TableRecovery.class);

    /** Finishes the wave that was claimed last, whatever kept its run from finishing it. */
    void finish(int lastClaimed) throws IOException {
        Optional<Commit> claim = lastClaimed == 0 ? Optional.empty() : claim(lastClaimed);
        if (claim.isPresent()) {
            publish(claim.get());
        }
    }

    /**
     * Moves a claimed wave to where readers see it, and then removes those that it replaces. That takes several steps,
     * and many where renaming is copying; if it breaks off anywhere, another call finishes it.
     */
    void publish(Commit commit) throws IOException {
        Path staged = layout.staged(commit.run(), commit.wave());
        if (!WaveFiles.isWhole(files, layout, commit)) {
            if (!files.system().exists(staged)) {
                giveUp(commit);
                return;
            }
            atomic.publish(staged, layout.published(commit.wave()), commit.files());
        }
        for (int replaced : commit.replaces()) {
            Path folder = layout.published(replaced);
            if (files.system().exists(folder)) {
                files.system().delete(folder, true);
            }
        }
    }

    /** Versions before this one could lose a claimed wave. Its pictures count as never scored, and those it replaced stay. */
    private void giveUp(Commit commit) throws IOException {
        LOG.warn(
                "The {} rows of wave {} of {} are nowhere to be found; its pictures will be scored again",
                commit.rows(),
                commit.wave(),
                layout.root());
        files.system().delete(layout.published(commit.wave()), true);
    }

    /** The run that has claimed a number. */
    Optional<Commit> claim(int wave) throws IOException {
        try {
            return Optional.of(files.read(layout.commit(wave), Commit.class));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (JacksonException | ChecksumException e) {
            // Where there are no hard links a run can die between creating its claim and writing it: it has none then.
            return Optional.empty();
        }
    }

    /** Removes what dead runs have staged. */
    void sweep(List<String> dead) throws IOException {
        for (String run : dead) {
            files.system().delete(layout.staging(run), true);
        }
    }

    /** All numbers that are claimed. */
    NavigableSet<Integer> claimed() throws IOException {
        NavigableSet<Integer> claimed = new TreeSet<>();
        for (FileStatus commit : files.list(layout.commits())) {
            if (TableLayout.wave(commit.getPath()) > 0) {
                claimed.add(TableLayout.wave(commit.getPath()));
            }
        }
        return claimed;
    }

    /** The highest number that is claimed; 0 if none is. */
    int lastClaimed() throws IOException {
        NavigableSet<Integer> claimed = claimed();
        return claimed.isEmpty() ? 0 : claimed.last();
    }
}
