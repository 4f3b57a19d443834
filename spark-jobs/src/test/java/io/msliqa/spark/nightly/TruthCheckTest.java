package io.msliqa.spark.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.quality.drift.LabelledScores;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.nightly.checks.Verdicts;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TruthCheckTest {

    /** Opinions that follow the scores, more or less. */
    private static LabelledScores night(long seed, int pictures, double noise) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> scores = new ArrayList<>();
        List<Double> opinions = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            double score = random.nextDouble(100);
            scores.add(score);
            opinions.add(score + noise * random.nextGaussian());
        }
        return new LabelledScores(scores, opinions);
    }

    private static List<CheckRow> check(int nights, LabelledScores tonight, Map<String, String> settings) {
        List<LabelledScores> past = new ArrayList<>();
        for (int i = 0; i < nights; i++) {
            past.add(night(i, 40, 10));
        }
        return new TruthCheck(Settings.load(List.of(), settings).nightly(), QualityScale.higherIsBetter(1, 5))
                .check("panel", past, tonight);
    }

    @Test
    void scoresThatAgreeAsBeforePass() {
        assertThat(check(6, night(99, 40, 10), Map.of()))
                .extracting(CheckRow::outcome)
                .containsExactly(Outcome.PASS, Outcome.PASS);
    }

    @Test
    void scoresThatNoLongerAgreeAreAMatterOfTheModel() {
        List<CheckRow> rows = check(6, night(99, 40, 200), Map.of());

        assertThat(Verdicts.outcome(rows)).isEqualTo(Outcome.FAIL);
        assertThat(Verdicts.alarms(rows).get(0).cause()).isEqualTo(Cause.MODEL);
        assertThat(Verdicts.headline(rows)).contains("agree less with people");
    }

    @Test
    void agreementMayHaveToBeSoMuch() {
        assertThat(check(0, night(99, 40, 60), Map.of("nightly.limits.least-agreement.fail", "0.9")))
                .extracting(CheckRow::outcome)
                .containsExactly(Outcome.FAIL, Outcome.NOT_JUDGED);
    }

    @Test
    void fewOpinionsAndEqualOnesAreNotJudged() {
        LabelledScores equal = new LabelledScores(night(1, 20, 1).scores(), java.util.Collections.nCopies(20, 3.0));

        assertThat(check(6, night(99, 4, 1), Map.of()))
                .extracting(CheckRow::outcome)
                .containsExactly(Outcome.NOT_JUDGED);
        assertThat(check(6, equal, Map.of())).extracting(CheckRow::outcome).containsOnly(Outcome.NOT_JUDGED);
    }
}
