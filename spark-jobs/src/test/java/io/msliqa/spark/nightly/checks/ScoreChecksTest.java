package io.msliqa.spark.nightly.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.quality.drift.DriftAnalysis;
import io.msliqa.quality.drift.NightScores;
import io.msliqa.quality.drift.ScoreCounts;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightlySettings;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.settings.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreChecksTest {

    private static NightScores night(int number, int web, int scans, double fall) {
        SplittableRandom random = new SplittableRandom(number);
        TreeMap<String, ScoreCounts> groups = new TreeMap<>();
        groups.put("web", ScoreCounts.of(random.doubles(web, 40, 60).toArray()));
        groups.put(
                "scans",
                ScoreCounts.of(random.doubles(scans, 70 - fall, 90 - fall).toArray()));
        return new NightScores("night-" + number, groups);
    }

    private static List<CheckRow> check(NightScores tonight, Settings all) {
        NightlySettings settings = all.nightly();
        List<NightScores> past = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            past.add(night(i, 60, 60, 0));
        }
        return new ScoreChecks(settings, QualityScale.higherIsBetter(1, 5))
                .check(Map.of("folder", DriftAnalysis.compare(past, tonight, settings.bootstrap(), 45)));
    }

    @Test
    void quietNightsPass() {
        int alarms = 0;
        for (int i = 100; i < 130; i++) {
            alarms += Verdicts.outcome(check(night(i, 60, 60, 0), Settings.defaults()))
                            .isAlarm()
                    ? 1
                    : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(1);
    }

    @Test
    void aGroupThatLooksWorseIsNamed() {
        List<CheckRow> rows = check(night(99, 60, 60, 20), Settings.defaults());

        assertThat(Verdicts.outcome(rows)).isEqualTo(Outcome.FAIL);
        assertThat(Verdicts.headline(rows))
                .startsWith("Folder scans: ")
                .contains(" of 60 new pictures look clearly worse: ", " is usual.");
        assertThat(Verdicts.alarms(rows).get(0).cause()).isEqualTo(Cause.PICTURES);
    }

    @Test
    void anotherMixIsCalledThat() {
        List<CheckRow> rows = check(night(99, 110, 20, 0), Settings.defaults());

        assertThat(Verdicts.outcome(rows)).isEqualTo(Outcome.WARN);
        assertThat(Verdicts.alarms(rows).get(0).cause()).isEqualTo(Cause.MIX);
        assertThat(Verdicts.headline(rows))
                .contains("Other pictures than usual came", "15 % are of folder scans, where 50 % are usual");
        assertThat(rows)
                .noneMatch(row -> row.check() == Check.LEVEL && row.outcome().isAlarm());
    }

    @Test
    void aFolderThatIsMissingIsNoMatterOfTheMix() {
        NightlySettings settings = Settings.defaults().nightly();
        List<NightScores> past = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            past.add(night(i, 60, 60, 0));
        }
        NightScores onlyWeb = new NightScores(
                "tonight",
                new TreeMap<>(Map.of("web", night(99, 60, 1, 0).groups().get("web"))));
        List<CheckRow> rows = new ScoreChecks(settings, QualityScale.higherIsBetter(1, 5))
                .check(
                        Map.of("folder", DriftAnalysis.compare(past, onlyWeb, settings.bootstrap(), 45)),
                        Set.of("folder:scans"));
        assertThat(rows).noneMatch(row -> row.outcome().isAlarm());
    }

    @Test
    void aSeverityCapsWhatACheckComesTo() {
        CheckRow failed = Verdicts.alarms(check(night(99, 60, 60, 20), Settings.defaults()))
                .get(0);
        assertThat(failed.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(failed.weighing(Severity.CRITICAL).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(failed.weighing(Severity.WARNING).outcome()).isEqualTo(Outcome.WARN);
        assertThat(failed.weighing(Severity.INFORMATION).outcome()).isEqualTo(Outcome.NOTED);
        assertThat(failed.weighing(Severity.INFORMATION).now()).isEqualTo(failed.now());
        CheckRow broken = CheckRowBuilder.of(Check.CANARIES, Cause.STACK).row(Outcome.BROKEN, "broken");
        assertThat(broken.weighing(Severity.INFORMATION).outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(broken.weighing(Severity.INFORMATION).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void aGroupMayHaveLimitsOfItsOwn(@TempDir Path folder) throws IOException {
        String off =
                "{ level { warn = 0, fail = 0 }, quantile { warn = 0, fail = 0 }, psi { warn = 0 }, wasserstein { warn ="
                        + " 0 }, floor { warn = 0, fail = 0 } }";
        Path file = Files.writeString(
                folder.resolve("own.conf"), "msliqa.nightly.limits.groups { \"folder:scans\" " + off + " }");
        Settings settings = Settings.load(List.of(file), Map.of());
        List<CheckRow> rows = check(night(99, 60, 60, 20), settings);

        assertThat(rows)
                .noneMatch(row -> row.group().equals("scans") && row.outcome().isAlarm());
        assertThat(Verdicts.outcome(rows)).isEqualTo(Outcome.FAIL);
    }

    @Test
    void tooFewPicturesAreNotJudgedAndNothingAtAllIsBroken() {
        List<CheckRow> few = check(night(99, 3, 3, 40), Settings.defaults());
        assertThat(few).extracting(CheckRow::outcome).containsOnly(Outcome.NOT_JUDGED);
        assertThat(Verdicts.outcome(few)).isEqualTo(Outcome.NOT_JUDGED);
        assertThat(Verdicts.outcome(List.of())).isEqualTo(Outcome.BROKEN);
    }
}
