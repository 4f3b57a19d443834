package io.msliqa.spark.nightly.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MissingGroupsTest {

    private static SortedMap<String, Tally> night(Map<String, Integer> pictures) {
        SortedMap<String, Tally> groups = new TreeMap<>();
        pictures.forEach((group, count) -> groups.put(group, new Tally(count, new TreeMap<>())));
        return groups;
    }

    private static final List<SortedMap<String, Tally>> USUAL = IntStream.range(0, 10)
            .mapToObj(i -> night(i % 2 == 0 ? Map.of("A", 60, "B", 60, "now and then", 5) : Map.of("A", 60, "B", 60)))
            .toList();

    private static List<CheckRow> check(Map<String, Integer> now) {
        return new MissingGroups(Settings.defaults().nightly()).check("folder", USUAL, night(now));
    }

    @Test
    void aFolderThatSendsNothingIsToldAsMissing() {
        List<CheckRow> rows = check(Map.of("A", 60));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).outcome()).isEqualTo(Outcome.WARN);
        assertThat(Verdicts.sentence(rows.get(0)))
                .isEqualTo("Folder B: nothing came at all; 60 pictures a night are usual.");
    }

    @Test
    void whatComesNowAndThenIsNotMissed() {
        assertThat(check(Map.of("A", 60, "B", 1))).isEmpty();
    }
}
