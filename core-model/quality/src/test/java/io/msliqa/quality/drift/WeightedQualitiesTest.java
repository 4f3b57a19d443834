package io.msliqa.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WeightedQualitiesTest {

    private static final double EXACT = 1e-9;

    private static double compare(
            ShiftStatistic statistic, double[] axis, double[] before, double[] now, double floor) {
        return new WeightedQualities(axis, floor, 1).compare(before, now).get(statistic);
    }

    /** The examples of scipy.stats.wasserstein_distance, with the values that scipy gives. */
    @Test
    void wassersteinIsThatOfScipy() {
        assertThat(compare(
                        ShiftStatistic.WASSERSTEIN,
                        new double[] {0, 1, 3, 5, 6, 8},
                        new double[] {1, 1, 1, 0, 0, 0},
                        new double[] {0, 0, 0, 1, 1, 1},
                        0))
                .isCloseTo(5.0, within(EXACT));
        assertThat(compare(
                        ShiftStatistic.WASSERSTEIN,
                        new double[] {1.4, 3.4, 3.9, 4.5, 7.5, 7.8},
                        new double[] {0, 1.4, 0.9, 0, 3.1, 7.2},
                        new double[] {3.5, 0, 0, 3.2, 0, 0},
                        0))
                .isCloseTo(4.078133143804786, within(EXACT));
    }

    /** Deciles of a hundred each; two of them move by five points: 0.05 ln 1.5 - 0.05 ln 0.5. */
    @Test
    void psiIsTheSumOverDeciles() {
        double[] axis = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] before = new double[10];
        Arrays.fill(before, 100);
        double[] now = before.clone();
        now[0] = 150;
        now[1] = 50;

        assertThat(compare(ShiftStatistic.PSI, axis, before, now, 0))
                .isCloseTo(0.05 * Math.log(1.5) - 0.05 * Math.log(0.5), within(EXACT));
        assertThat(compare(ShiftStatistic.PSI, axis, before, before, 0)).isZero();
    }

    /** numpy.quantile(..., method="inverted_cdf") of 1 to 20 and of 1 to 10 twice. */
    @Test
    void quantilesAreThoseOfTheInvertedDistribution() {
        double[] axis = new double[20];
        double[] before = new double[20];
        double[] now = new double[20];
        for (int i = 0; i < 20; i++) {
            axis[i] = i + 1;
            before[i] = 1;
            now[i] = i < 10 ? 2 : 0;
        }

        assertThat(compare(ShiftStatistic.P10, axis, before, now, 0)).isEqualTo(1 - 2);
        assertThat(compare(ShiftStatistic.P50, axis, before, now, 0)).isEqualTo(5 - 10);
        assertThat(compare(ShiftStatistic.P90, axis, before, now, 0)).isEqualTo(9 - 18);
        assertThat(compare(ShiftStatistic.MEAN, axis, before, now, 0)).isCloseTo(5.5 - 10.5, within(EXACT));
        assertThat(compare(ShiftStatistic.BELOW_FLOOR, axis, before, now, 6)).isCloseTo(0.5 - 0.25, within(EXACT));
    }

    @Test
    void anEmptySideHasNoValue() {
        new WeightedQualities(new double[] {1, 2}, 0, 1)
                .compare(new double[] {1, 1}, new double[] {0, 0})
                .values()
                .forEach(value -> assertThat(value).isNaN());
    }
}
