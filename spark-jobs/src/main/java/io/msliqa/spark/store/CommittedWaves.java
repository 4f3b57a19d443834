package io.msliqa.spark.store;

import java.io.IOException;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;

/**
 * The waves that count, by the commit log: what a reader sees.
 *
 * <p>A wave counts from the moment that its number is claimed and all its files are in their place; those that it replaces
 * count until then. Nobody claims a number before the wave of the last one is in its place and what that replaced is gone,
 * so only the last claim can be unfinished, and only that one is read.
 *
 * @param last the highest number that is claimed; 0 if none is
 * @param visible numbers of the waves that count
 * @param hidden numbers of folders that do not count, or not any more
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
