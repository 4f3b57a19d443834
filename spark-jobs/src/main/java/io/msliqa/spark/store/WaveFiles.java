package io.msliqa.spark.store;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Lists what a wave's folder holds, as readers of Parquet see it. */
final class WaveFiles {

    private WaveFiles() {}

    /** The files by name, with their lengths; none if there is no such folder. */
    static SortedMap<String, Long> in(TableFiles files, Path folder) throws IOException {
        SortedMap<String, Long> found = new TreeMap<>();
        for (FileStatus file : files.list(folder)) {
            if (file.isFile() && !TableLayout.isHidden(file.getPath().getName())) {
                found.put(file.getPath().getName(), file.getLen());
            }
        }
        return found;
    }

    /**
     * Whether a wave's folder holds all its files and nothing else. Old waves do not record their files: one file is
     * then enough.
     */
    static boolean isWhole(TableFiles files, TableLayout layout, Commit commit) throws IOException {
        if (commit.rows() == 0) {
            return true;
        }
        SortedMap<String, Long> found = in(files, layout.published(commit.wave()));
        return commit.files().isEmpty() ? !found.isEmpty() : found.equals(commit.files());
    }
}
