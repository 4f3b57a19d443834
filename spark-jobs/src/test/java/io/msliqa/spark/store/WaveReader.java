package io.msliqa.spark.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.SharedSpark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Somebody who looks at a table at any moment, and must never see part of a wave, nor one together with its successor. */
public final class WaveReader {

    private final FileSystem files;
    private final TableRecovery recovery;

    /** @param folder of a table, on a file system that does not fail */
    public WaveReader(String folder) throws IOException {
        Path root = new Path(folder);
        files = root.getFileSystem(SharedSpark.session().sparkContext().hadoopConfiguration());
        recovery = new TableRecovery(new TableFiles(files), new TableLayout(root), null);
    }

    /** Looks now. */
    public void look() throws IOException {
        CommittedWaves waves = CommittedWaves.of(recovery);
        List<Commit> commits = new ArrayList<>();
        Set<Integer> successors = new HashSet<>();
        for (int wave : recovery.claimed()) {
            recovery.claim(wave).ifPresent(commits::add);
        }
        commits.forEach(commit -> successors.addAll(commit.replaces()));
        Set<Integer> replaced = new HashSet<>();
        for (int wave : waves.visible()) {
            Commit commit = recovery.claim(wave).orElseThrow();
            assertThat(WaveFiles.in(new TableFiles(files), recovery.layout().published(wave)))
                    .as("wave %d as a reader sees it", wave)
                    .isEqualTo(commit.files());
            replaced.addAll(commit.replaces());
        }
        Set<Integer> twice = new TreeSet<>(waves.visible());
        twice.retainAll(replaced);
        assertThat(twice).as("waves that a reader sees beside their successors").isEmpty();
        // Nor may rows be missing: each wave that was followed by others counts, or what took its place does.
        for (Commit commit : commits) {
            boolean counts = commit.rows() == 0
                    || commit.wave() == waves.last()
                    || waves.visible().contains(commit.wave())
                    || successors.contains(commit.wave());
            assertThat(counts)
                    .as("wave %d counts or is replaced", commit.wave())
                    .isTrue();
        }
    }
}
