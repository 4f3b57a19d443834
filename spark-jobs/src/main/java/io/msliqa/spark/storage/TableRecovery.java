package io.msliqa.spark.storage;

import io.msliqa.spark.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Brings a table that a killed run left behind back into order, before another one writes to it. */
record TableRecovery(FileSystem files, TableLayout layout, AtomicFiles atomic) {

    /** @throws UserException if a run of this machine is at work in the table */
    void requireNoLiveWriter() throws IOException {
        for (FileStatus run : list(layout.staging())) {
            Optional<Owner> owner = owner(run);
            if (owner.isPresent() && owner.get().isHere() && owner.get().lives()) {
                throw new UserException("Another run (" + run.getPath().getName() + ", process "
                        + owner.get().pid() + ") is writing to the score table '" + layout.root()
                        + "'. Wait until it has finished, or use another --output");
            }
        }
    }

    /** Publishes the waves whose number is claimed, but which are still staged. */
    void finishClaimedWaves() throws IOException {
        for (FileStatus run : list(layout.staging())) {
            for (FileStatus staged : list(run.getPath())) {
                if (staged.isDirectory()) {
                    finish(run.getPath().getName(), staged.getPath());
                }
            }
        }
    }

    private void finish(String run, Path staged) throws IOException {
        int wave = Integer.parseInt(staged.getName());
        Path claim = layout.commit(wave);
        if (files.exists(claim) && Json.read(read(claim), Commit.class).run().equals(run)) {
            atomic.publish(staged, layout.published(wave));
        }
    }

    /** Removes the staging folders of runs that have ended: on this machine all, of others those that are old. */
    void sweep(Instant staleBefore) throws IOException {
        for (FileStatus run : list(layout.staging())) {
            boolean here = owner(run).map(Owner::isHere).orElse(false);
            if (here || lastSign(run).isBefore(staleBefore)) {
                files.delete(run.getPath(), true);
            }
        }
    }

    private Instant lastSign(FileStatus run) throws IOException {
        Path owner = layout.owner(run.getPath().getName());
        FileStatus sign = files.exists(owner) ? files.getFileStatus(owner) : run;
        return Instant.ofEpochMilli(sign.getModificationTime());
    }

    /** The highest number that is claimed; 0 if none is. */
    int lastClaimed() throws IOException {
        int last = 0;
        for (FileStatus commit : list(layout.commits())) {
            String name = commit.getPath().getName();
            if (name.matches("\\d+\\.json")) {
                last = Math.max(last, Integer.parseInt(name.substring(0, name.indexOf('.'))));
            }
        }
        return last;
    }

    private Optional<Owner> owner(FileStatus run) throws IOException {
        try {
            return Optional.of(Json.read(read(layout.owner(run.getPath().getName())), Owner.class));
        } catch (FileNotFoundException | com.fasterxml.jackson.core.JacksonException e) {
            return Optional.empty();
        }
    }

    private byte[] read(Path file) throws IOException {
        try (FSDataInputStream in = files.open(file)) {
            return in.readAllBytes();
        }
    }

    private FileStatus[] list(Path folder) throws IOException {
        try {
            return files.listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }
}
