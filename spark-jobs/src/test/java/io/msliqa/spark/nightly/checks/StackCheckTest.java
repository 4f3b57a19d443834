package io.msliqa.spark.nightly.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StackCheckTest {

    private static final StackCheck CHECK = new StackCheck(0.001);

    static CheckRow passed() {
        return CheckRowBuilder.of(Check.CANARIES, Cause.STACK).row(Outcome.PASS, "as it was");
    }

    private static StackCheck.Found compare(NightRow.Stack now, Map<String, Double> canaries) {
        SortedMap<String, Double> sorted = new TreeMap<>(canaries);
        return CHECK.compare(TestNights.night("n2", 10, 0), "n3", now, sorted);
    }

    @Test
    void theSameScoresAreTheSameStack() {
        StackCheck.Found found = compare(TestNights.STACK, Map.of("a.jpg", 3.003, "b.jpg", 2.0));

        assertThat(found.check().outcome()).isEqualTo(Outcome.PASS);
        assertThat(found.since()).isEqualTo("n1");
    }

    @Test
    void otherScoresUnderTheSameNamesAreASilentChange() {
        StackCheck.Found found = compare(TestNights.STACK, Map.of("a.jpg", 3.005, "b.jpg", 2.0));

        assertThat(found.check().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(found.check().text())
                .contains(
                        "The scoring program itself changed",
                        "1 of our 2 test pictures gets another score, by up to 0.005 on the scale from 1 to 5.");
        assertThat(found.since()).isEqualTo("n3");
    }

    @Test
    void anotherModelIsAChangeThatIsKnown() {
        NightRow.Stack other = new NightRow.Stack("", "large", "model-2", "pre-1", 1, 5, true);
        StackCheck.Found found = compare(other, Map.of("a.jpg", 1.0, "b.jpg", 2.0));

        assertThat(found.check().outcome()).isEqualTo(Outcome.WARN);
        assertThat(found.check().cause()).isEqualTo(Cause.STACK);
        assertThat(found.check().text())
                .contains(
                        "Another model scores the pictures now: large model-2 instead of small model-1.",
                        "1 of our 2 test pictures gets another score, by up to 2 on the scale from 1 to 5.");
        assertThat(found.since()).isEqualTo("n3");
        assertThat(compare(other, TestNights.CANARIES).check().text())
                .contains("Our test pictures keep their scores. This night is not compared with those before.");
    }

    @Test
    void aCanaryWithoutAScoreIsABrokenCheckAndNeverAPass() {
        assertThat(compare(TestNights.STACK, Map.of("a.jpg", Double.NaN, "b.jpg", 2.0))
                        .check()
                        .outcome())
                .isEqualTo(Outcome.BROKEN);
        assertThat(compare(TestNights.STACK, Map.of()).check().outcome()).isEqualTo(Outcome.BROKEN);
    }

    @Test
    void theFirstNightHasNothingToCompareWith() {
        StackCheck.Found found = CHECK.first("n3", TestNights.CANARIES);

        assertThat(found.check().outcome()).isEqualTo(Outcome.NOT_JUDGED);
        assertThat(found.since()).isEqualTo("n3");
    }
}
