package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestModels;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.store.ScoreTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores onto a real file system that has no more room; skipped where none may be mounted. */
class FullDiskSparkTest {

    private static final int DISK_KIB = 1024;
    private static final int PAGE_KIB = 4;

    @TempDir
    Path folder;

    private Path disk;
    private boolean mounted;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=" + DISK_KIB + "k", "tmpfs", disk.toString());
        assumeTrue(mounted, "this process may not mount a small disk");
        TestModels.untrained(1).save(folder.resolve("model"));
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(succeeds("umount", "--lazy", disk.toString())).isTrue();
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private CommandLineRun score() {
        return msliqa(
                "score",
                folder.resolve("pictures").toString(),
                "--output",
                table(),
                "--model",
                folder.resolve("model").toString(),
                "--mode",
                "single");
    }

    /** Leaves so much room: wherever in a run it ends, it ends with a message. */
    private void leave(int kib) throws IOException {
        Path filler = disk.resolve("filler");
        Files.deleteIfExists(filler);
        long room = Files.getFileStore(disk).getUsableSpace();
        Files.write(filler, new byte[Math.toIntExact(room - 1024L * kib)]);
    }

    @Test
    void aFullDiskIsOneMessageAndCostsNothing() throws Exception {
        TestPictures.write(folder.resolve("pictures"), 4);
        assertThat(score().code()).isZero();
        TestPictures.write(folder.resolve("pictures/more"), 8);

        int refused = 0;
        for (int kib = 0; kib <= 10 * PAGE_KIB; kib += 2 * PAGE_KIB) {
            leave(kib);
            CommandLineRun run = score();
            if (run.code() != 0) {
                refused++;
                assertThat(run.code()).as(run.err()).isEqualTo(2);
                assertThat(run.err())
                        .startsWith("msliqa: ")
                        .contains("no room left")
                        .doesNotContain("\tat ", "Exception");
            }
            // The room may also end when all that is missing is the record of the run.
            assertThat(rows()).isIn(4L, 12L);
        }
        assertThat(refused).isPositive();
        Files.delete(disk.resolve("filler"));

        assertThat(score().code()).isZero();
        assertThat(rows()).isEqualTo(12L);
    }

    private String table() {
        return disk.resolve("scores").toString();
    }

    private long rows() {
        return ScoreTable.existing(SharedSpark.session(), table()).read().count();
    }
}
