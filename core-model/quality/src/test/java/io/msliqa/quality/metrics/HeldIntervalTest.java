package io.msliqa.quality.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Intervals of generated sets with few and many references; {@code -Dmsliqa.curves.sets=1000} takes all of them. */
class HeldIntervalTest {

    private static final int SETS = Integer.getInteger("msliqa.curves.sets", 40);
    private static final int[] REFERENCES = {2, 3, 4, 5, 6, 8, 10, 15, 30, 100};

    @Test
    void anIntervalAlwaysHoldsItsValueAndIsNeverAPoint() {
        int bounds = 0;
        int none = 0;
        double miss = 0;
        for (int seed = 0; seed < SETS; seed++) {
            GeneratedPairs generated = GeneratedPairs.of(seed);
            int references = Math.min(generated.size(), REFERENCES[seed % REFERENCES.length]);
            Agreement agreement = Agreement.of(generated.of(references, 0.1), new Bootstrap(200, seed, 0.95));
            for (Statistic statistic : Statistic.values()) {
                if (!(agreement.value(statistic) instanceof Coefficient.Defined value)) {
                    continue;
                }
                if (agreement.interval(statistic) instanceof Interval.Bounds interval) {
                    bounds++;
                    miss = Math.max(miss, Math.max(interval.lower() - value.value(), value.value() - interval.upper()));
                    assertThat(references).isGreaterThanOrEqualTo(PseudoValues.FEWEST);
                    assertThat(interval.contains(value.value()))
                            .as("%s of set %d: %s in %s", statistic, seed, value, interval)
                            .isTrue();
                    assertThat(interval.upper() - interval.lower())
                            .as("%s of set %d", statistic, seed)
                            .isPositive();
                } else {
                    none++;
                }
            }
        }
        System.getLogger("intervals")
                .log(System.Logger.Level.INFO, bounds + " intervals, worst miss " + miss + ", " + none + " without");
        assertThat(bounds).isGreaterThan(SETS);
    }

    @Test
    void aThreePicturesSetHasNoIntervalAndSaysWhy() {
        Pairs three = Pairs.independent(new double[] {1, 2, 3}, new double[] {1, 2, 3.5});
        assertThat(Agreement.of(three, Bootstrap.USUAL).interval(Statistic.SRCC))
                .isEqualTo(new Interval.None(Coefficient.Reason.TOO_FEW_REFERENCES));
        assertThat(Coefficient.Reason.TOO_FEW_REFERENCES.text()).isEqualTo("fewer than 5 references");
    }

    @Test
    void perfectAgreementEverywhereShowsNoSpreadToTellAnIntervalBy() {
        double[] up = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        assertThat(Agreement.of(Pairs.independent(up, up), Bootstrap.USUAL).interval(Statistic.SRCC))
                .isEqualTo(new Interval.None(Coefficient.Reason.NO_SPREAD));
    }
}
