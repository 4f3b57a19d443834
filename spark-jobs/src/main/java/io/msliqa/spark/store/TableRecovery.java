package io.msliqa.spark.store;

import com.fasterxml.jackson.core.JacksonException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Brings a table that dead runs left behind back into order, before another one writes to it. */
record TableRecovery(TableFiles files, TableLayout layout, AtomicFiles atomic) {

    /** Publishes the waves of dead runs whose number is claimed, but which are still staged. */
    void finishClaimedWaves(List<String> dead) throws IOException {
        for (String run : dead) {
            for (FileStatus staged : files.list(layout.staging(run))) {
                if (staged.isDirectory()) {
                    finish(run, staged.getPath());
                }
            }
        }
    }

    private void finish(String run, Path staged) throws IOException {
        Optional<Commit> claim = claim(TableLayout.wave(staged));
        if (claim.isPresent() && claim.get().run().equals(run)) {
            publish(claim.get());
        }
    }

    /** Moves a claimed wave to where readers see it, in the place of those that it replaces. */
    void publish(Commit commit) throws IOException {
        for (int replaced : commit.replaces()) {
            files.system().delete(layout.published(replaced), true);
        }
        atomic.publish(layout.staged(commit.run(), commit.wave()), layout.published(commit.wave()));
    }

    /** Who has claimed a number. */
    Optional<Commit> claim(int wave) throws IOException {
        try {
            return Optional.of(files.read(layout.commit(wave), Commit.class));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (JacksonException e) {
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

    /** The highest number that is claimed; 0 if none is. */
    int lastClaimed() throws IOException {
        int last = 0;
        for (FileStatus commit : files.list(layout.commits())) {
            last = Math.max(last, TableLayout.wave(commit.getPath()));
        }
        return last;
    }
}
