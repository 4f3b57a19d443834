package io.msliqa.spark.nightly.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureChecksTest {

    private static final FailureChecks CHECKS =
            new FailureChecks(Settings.defaults().nightly());

    private static Tally tally(long pictures, long corrupt) {
        return new Tally(pictures, corrupt == 0 ? new TreeMap<>() : new TreeMap<>(Map.of("CORRUPT", corrupt)));
    }

    private static SortedMap<String, Tally> groups(Tally scans, Tally web) {
        return new TreeMap<>(Map.of("scans", scans, "web", web));
    }

    private static List<CheckRow> check(int nights, long pictures, long corrupt) {
        return CHECKS.check(Collections.nCopies(nights, tally(100, 1)), tally(pictures, corrupt), Map.of());
    }

    @Test
    void aUsualNightPasses() {
        assertThat(Verdicts.outcome(check(5, 98, 2))).isEqualTo(Outcome.PASS);
    }

    @Test
    void aThirdBrokenFailsAndSaysOfWhat() {
        List<CheckRow> rows = check(5, 100, 30);

        assertThat(Verdicts.outcome(rows)).isEqualTo(Outcome.FAIL);
        assertThat(Verdicts.headline(rows)).isEqualTo("30.0 % of the pictures failed; 1.0 % are usual: CORRUPT 30.");
    }

    @Test
    void nobodyKnowsWhatIsUsualInTheFirstNightsButHalfBrokenIsTooMuch() {
        assertThat(Verdicts.outcome(check(1, 100, 10))).isEqualTo(Outcome.PASS);
        assertThat(Verdicts.outcome(check(0, 100, 80))).isEqualTo(Outcome.FAIL);
    }

    @Test
    void theGroupThatNearlyAllFailuresComeFromIsNamed() {
        SortedMap<String, Tally> tonight = groups(tally(40, 20), tally(60, 1));
        List<CheckRow> rows =
                CHECKS.check(Collections.nCopies(5, tally(100, 1)), tally(100, 21), Map.of("folder", tonight));

        assertThat(Verdicts.headline(rows)).endsWith("CORRUPT 21; nearly all of them in the folder 'scans'.");
    }

    @Test
    void aGroupWithMoreFailuresThanItsOwnUsualIsAnAlarmOfThatGroup() {
        List<SortedMap<String, Tally>> nights = Collections.nCopies(5, groups(tally(40, 1), tally(60, 30)));
        List<CheckRow> rows = CHECKS.check("folder", nights, groups(tally(40, 16), tally(60, 30)));

        assertThat(rows).extracting(CheckRow::group).containsExactly("scans", "web");
        assertThat(rows).extracting(CheckRow::outcome).containsExactly(Outcome.FAIL, Outcome.PASS);
        assertThat(Verdicts.headline(rows)).startsWith("Folder scans: 40.0 %");
    }

    @Test
    void smallAndUnknownGroupsAndALonelyOneAreNotJudged() {
        List<SortedMap<String, Tally>> nights = Collections.nCopies(5, groups(tally(40, 0), tally(1, 0)));

        assertThat(CHECKS.check("folder", nights, groups(tally(4, 4), tally(60, 60))))
                .isEmpty();
        assertThat(CHECKS.check("folder", nights, new TreeMap<>(Map.of("scans", tally(40, 40)))))
                .isEmpty();
    }

    @Test
    void aGroupMayHaveLimitsOfItsOwn(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("own.conf"),
                "msliqa.nightly.limits.groups { \"folder:scans\" { failures { warn = 0.6, fail = 0.9 } } }");
        FailureChecks own =
                new FailureChecks(Settings.load(List.of(file), Map.of()).nightly());
        List<SortedMap<String, Tally>> nights = Collections.nCopies(5, groups(tally(40, 1), tally(60, 1)));

        assertThat(own.check("folder", nights, groups(tally(40, 16), tally(60, 24))))
                .extracting(CheckRow::outcome)
                .containsExactly(Outcome.PASS, Outcome.FAIL);
    }
}
