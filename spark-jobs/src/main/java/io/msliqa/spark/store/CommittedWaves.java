package io.msliqa.spark.store;

import java.io.IOException;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;

/**
 * Tells by the commit log which waves count: those that a reader sees.
 *
 * <p>A wave counts from the moment when its number is claimed and all its files are in place; the waves that it
 * replaces count until then. A number is claimed only after the wave of the last number is in place and the waves that
 * it replaced are gone. So only the last claim can be unfinished, and only that one is read.
 *
 * @param last the highest number that is claimed; 0 if none is
 * @param visible numbers of the waves that count
 * @param hidden numbers of folders that do not count, or no longer count
 */
record CommittedWaves(int last, NavigableSet<Integer> visible, NavigableSet<Integer> hidden) {

    CommittedWaves {
        visible = Collections.unmodifiableNavigableSet(visible);
        hidden = Collections.unmodifiableNavigableSet(hidden);
    }

    static CommittedWaves of(TableRecovery recovery) throws IOException {
        NavigableSet<Integer> claimed = recovery.claimed();
        int last = claimed.isEmpty() ? 0 : claimed.last();
        NavigableSet<Integer> folders = new TreeSet<>();
        for (FileStatus folder : recovery.files().list(recovery.layout().root())) {
            if (folder.isDirectory() && TableLayout.isPublished(folder.getPath().getName())) {
                folders.add(TableLayout.wave(folder.getPath()));
            }
        }
        NavigableSet<Integer> visible = new TreeSet<>(folders);
        visible.retainAll(claimed);
        Optional<Commit> unfinished = last == 0 ? Optional.empty() : recovery.claim(last);
        if (unfinished.isPresent()) {
            if (WaveFiles.isWhole(recovery.files(), recovery.layout(), unfinished.get())) {
                unfinished.get().replaces().forEach(visible::remove);
            } else {
                visible.remove(last);
            }
        }
        folders.removeAll(visible);
        return new CommittedWaves(last, visible, folders);
    }
}
