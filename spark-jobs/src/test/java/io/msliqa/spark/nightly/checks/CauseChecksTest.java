package io.msliqa.spark.nightly.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.quality.drift.NightScores;
import io.msliqa.quality.drift.ScoreCounts;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CauseChecksTest {

    private static final CauseChecks CHECKS =
            new CauseChecks(Settings.defaults().nightly());

    private static NightScores night(int none, int blur, int compression) {
        TreeMap<String, ScoreCounts> groups = new TreeMap<>();
        Map.of("none", none, "blur", blur, "compression", compression)
                .forEach(
                        (cause, count) -> groups.put(cause, new ScoreCounts(new TreeMap<>(Map.of(500, (long) count)))));
        return new NightScores("n", groups);
    }

    private static final List<NightScores> USUAL =
            IntStream.range(0, 8).mapToObj(i -> night(90, 5, 5)).toList();

    @Test
    void theCauseThatRoseIsNamedWithItsShare() {
        Map<String, CheckRow> rows =
                CHECKS.check(USUAL, night(30, 5, 65)).stream().collect(Collectors.toMap(CheckRow::group, row -> row));
        assertThat(rows.keySet()).containsExactlyInAnyOrder("blur", "compression");
        assertThat(rows.get("blur").outcome()).isEqualTo(Outcome.PASS);
        assertThat(rows.get("compression").outcome()).isEqualTo(Outcome.FAIL);
        assertThat(rows.get("compression").text())
                .isEqualTo("65 % of the pictures suffer from compression; 5 % are usual.");
    }

    @Test
    void theHeadlineOfAWorseNightNamesIt() {
        CheckRow level = CheckRowBuilder.of(Check.LEVEL, io.msliqa.spark.rows.Cause.PICTURES)
                .group("folder", "A")
                .row(Outcome.FAIL, "20 of 20 new pictures look clearly worse: 1.40 where 3.40 is usual.");
        List<CheckRow> rows = new java.util.ArrayList<>(CHECKS.check(USUAL, night(30, 5, 65)));
        rows.add(level);
        assertThat(Verdicts.headline(rows))
                .isEqualTo("Folder A: 20 of 20 new pictures look clearly worse: 1.40 where 3.40 is usual. Most likely"
                        + " compression.");
    }

    @Test
    void aFewPicturesMoreAreNoAlarm() {
        assertThat(CHECKS.check(USUAL, night(88, 6, 6))).allMatch(row -> row.outcome() == Outcome.PASS);
    }
}
