package io.msliqa.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.quality.metrics.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DriftAnalysisTest {

    private static final Bootstrap DRAWS = new Bootstrap(200, 7, 0.95);

    /** Pictures of two kinds, good ones around 70 points and bad ones around 40. */
    private static NightScores night(int number, int good, int bad, double fall) {
        SplittableRandom random = new SplittableRandom(number);
        TreeMap<String, ScoreCounts> groups = new TreeMap<>();
        groups.put("good", scores(random, good, 70));
        groups.put("bad", scores(random, bad, 40 - fall));
        return new NightScores("night " + number, groups);
    }

    private static ScoreCounts scores(SplittableRandom random, int count, double mean) {
        return ScoreCounts.of(
                random.doubles(count).map(x -> mean + 20 * (x - 0.5)).toArray());
    }

    private static List<NightScores> past() {
        List<NightScores> nights = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            nights.add(night(i, 30, 30, 0));
        }
        return nights;
    }

    @Test
    void nothingHasMovedInAQuietNight() {
        DriftResult result = DriftAnalysis.compare(past(), night(99, 30, 30, 0), DRAWS, 35);

        for (ShiftStatistic statistic : ShiftStatistic.values()) {
            assertThat(result.adjusted().shifts().get(statistic).lower())
                    .as(statistic.title())
                    .isLessThan(0.1);
            if (!statistic.isDistance()) {
                assertThat(result.adjusted().shifts().get(statistic).upper())
                        .as(statistic.title())
                        .isGreaterThan(-0.1);
            }
        }
        assertThat(result.mix().distance().lower()).isZero();
    }

    @Test
    void aMixThatShiftsMovesTheMeanButNotTheAdjustedOne() {
        DriftResult result = DriftAnalysis.compare(past(), night(99, 10, 50, 0), DRAWS, 35);

        assertThat(result.whole().shifts().get(ShiftStatistic.MEAN).upper()).isLessThan(-0.3);
        assertThat(result.adjusted().shifts().get(ShiftStatistic.MEAN).value()).isCloseTo(0, within(0.1));
        assertThat(result.mix().mix().value()).isLessThan(-0.4);
        assertThat(result.mix().quality().value()).isCloseTo(0, within(0.1));
        assertThat(result.mix().distance().value()).isCloseTo(1.0 / 3, within(0.05));
    }

    @Test
    void aGroupThatFallsIsQualityAndIsThatGroup() {
        DriftResult result = DriftAnalysis.compare(past(), night(99, 30, 30, 20), DRAWS, 35);

        assertThat(result.groups().get("bad").shifts().get(ShiftStatistic.MEAN).upper())
                .isLessThan(-0.9);
        assertThat(Math.abs(result.groups()
                        .get("good")
                        .shifts()
                        .get(ShiftStatistic.MEAN)
                        .value()))
                .isLessThan(0.15);
        assertThat(result.mix().quality().upper()).isLessThan(-0.4);
        assertThat(result.mix().mix().value()).isCloseTo(0, within(0.05));
        assertThat(result.adjusted().shifts().get(ShiftStatistic.BELOW_FLOOR).lower())
                .isGreaterThan(0.2);
    }

    /** Kitagawa's two parts are all of the change. */
    @Test
    void mixAndQualityAddUpToTheChange() {
        TreeMap<String, ScoreCounts> groups = new TreeMap<>(night(99, 12, 44, 7).groups());
        groups.remove("good");
        groups.put("new", ScoreCounts.of(10, 20, 30));
        for (NightScores tonight : List.of(night(98, 12, 44, 7), new NightScores("tonight", groups))) {
            DriftResult result = DriftAnalysis.compare(past(), tonight, DRAWS, 35);

            assertThat(result.mix().mix().value() + result.mix().quality().value())
                    .isCloseTo(result.whole().shifts().get(ShiftStatistic.MEAN).value(), within(1e-9));
        }
    }

    @Test
    void theSameDrawsGiveTheSameIntervals() {
        assertThat(DriftAnalysis.compare(past(), night(99, 10, 50, 3), DRAWS, 35))
                .isEqualTo(DriftAnalysis.compare(past(), night(99, 10, 50, 3), DRAWS, 35));
    }

    /** Small samples raise distances, so the correction must take that away: no verdict by sample size. */
    @Test
    void distancesOfFewPicturesAreNotLarge() {
        double sum = 0;
        for (int i = 0; i < 20; i++) {
            DriftResult result = DriftAnalysis.compare(past(), night(100 + i, 10, 10, 0), DRAWS, 35);
            assertThat(result.whole().shifts().get(ShiftStatistic.WASSERSTEIN).lower())
                    .isLessThan(0.2);
            sum += result.whole().shifts().get(ShiftStatistic.PSI).lower();
        }
        assertThat(sum / 20).isLessThan(0.05);
    }

    @Test
    void ratesAndNumbersAreComparedWithTheNightsBefore() {
        List<RateShift.Rate> before = List.of(new RateShift.Rate(1, 100), new RateShift.Rate(3, 100));
        Estimate rise = RateShift.of(before, new RateShift.Rate(32, 100), DRAWS);

        assertThat(rise.value()).isCloseTo(0.30, within(1e-9));
        assertThat(rise.lower()).isBetween(0.15, 0.27);
        assertThat(RateShift.ofMedian(List.of(10L, 20L, 30L), 10, DRAWS).value())
                .isEqualTo(0.5);
    }

    @Test
    void oneNightIsNoBaseline() {
        assertThatThrownBy(() -> DriftAnalysis.compare(past().subList(0, 1), night(99, 1, 1, 0), DRAWS, 35))
                .hasMessageContaining("two nights");
    }
}
