package io.msliqa.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.table.CorpusRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionPlannerTest {

    private final PartitionPlanner planner = new PartitionPlanner(99);

    private static List<CorpusRow> files(List<Long> bytes) {
        List<CorpusRow> files = new ArrayList<>();
        for (int i = 0; i < bytes.size(); i++) {
            files.add(CorpusRow.of("file:/" + i + ".jpg", bytes.get(i), Instant.EPOCH, ""));
        }
        return files;
    }

    private static List<CorpusRow> equalFiles(int count) {
        return files(Collections.nCopies(count, 1000L));
    }

    @Test
    void tasksOfALaterRoundAreSmaller() {
        assertThat(planner.plan(equalFiles(100), 8, 2))
                .extracting(List::size)
                .containsExactly(20, 20, 15, 15, 10, 10, 5, 5);
    }

    @Test
    void tasksOfOneRoundAreEqual() {
        assertThat(planner.plan(equalFiles(100), 4, 4)).extracting(List::size).containsExactly(25, 25, 25, 25);
    }

    @Test
    void allFilesAreInOneTaskEachAndInTheirOrder() {
        List<CorpusRow> files = files(List.of(5L, 0L, 900_000L, CorpusRow.UNKNOWN, 70L, 3_000L, 20L));

        List<List<CorpusRow>> plan = planner.plan(files, 5, 2);

        assertThat(plan).hasSizeLessThanOrEqualTo(5).noneMatch(List::isEmpty);
        assertThat(plan.stream().flatMap(List::stream)).containsExactlyElementsOf(files);
    }

    @Test
    void aLargeFileHasFewerBesideIt() {
        List<CorpusRow> files = files(List.of(100L, 100L, 100L, 100L, 100L, 100L, 1300L));

        assertThat(planner.plan(files, 2, 2)).extracting(List::size).containsExactly(6, 1);
    }

    @Test
    void fewFilesMakeFewTasks() {
        assertThat(planner.plan(equalFiles(2), 8, 2)).extracting(List::size).containsExactly(1, 1);
        assertThat(planner.plan(List.of(), 8, 2)).isEmpty();
    }
}
