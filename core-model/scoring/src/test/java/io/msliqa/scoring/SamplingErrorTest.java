package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.ScaledSize;
import io.msliqa.patch.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplingErrorTest {

    /** Two groups of four patches and one of two, of one variance each but about different means. */
    private static final double[] SCORES = {0, 1, 2, 5, 10, 11, 12, 15, 4, 4 + Math.sqrt(28 / 3.)};

    private static List<Patch> patches() {
        List<Patch> patches = new ArrayList<>();
        for (int i = 0; i < SCORES.length; i++) {
            ScaledSize scaled = new ScaledSize(i < 4 ? 1 : i < 8 ? 2 : 4, 500, 500);
            patches.add(new Patch(scaled, 100, 10 * i, 0, Transform.AS_IS, 1));
        }
        return patches;
    }

    /** The definition itself: over all samples there are, the mean of the squared error is the estimate's variance. */
    @Test
    void itsSquareIsRightOnAverageOverAllSamples() {
        double squares = 0;
        double estimates = 0;
        int samples = 0;
        double truth = Arrays.stream(SCORES).average().orElseThrow();
        for (int chosen = 0; chosen < 1 << SCORES.length; chosen++) {
            if (Integer.bitCount(chosen & 0xF) != 3
                    || Integer.bitCount(chosen & 0xF0) != 2
                    || Integer.bitCount(chosen & 0x300) != 1) {
                continue;
            }
            double[] scores = SCORES.clone();
            double[] sums = new double[3];
            for (int i = 0; i < scores.length; i++) {
                if ((chosen & 1 << i) == 0) {
                    scores[i] = Double.NaN;
                } else {
                    sums[i / 4] += scores[i];
                }
            }
            double estimate = 0.4 * sums[0] / 3 + 0.4 * sums[1] / 2 + 0.2 * sums[2];
            squares += (estimate - truth) * (estimate - truth);
            double error = SamplingError.of(patches(), scores, Patch::multiplicity);
            estimates += error * error;
            samples++;
        }
        assertThat(samples).isEqualTo(4 * 6 * 2);
        assertThat(estimates / samples).isCloseTo(squares / samples, within(1e-9));
    }

    @Test
    void allPatchesLeaveNoError() {
        assertThat(SamplingError.of(patches(), SCORES, Patch::multiplicity)).isZero();
    }

    @Test
    void nothingIsKnownFromOneOfEachOrWhereAGroupHasNone() {
        double[] one = new double[SCORES.length];
        Arrays.fill(one, Double.NaN);
        one[0] = 1;
        one[4] = 1;
        assertThat(SamplingError.of(patches(), one, Patch::multiplicity)).isInfinite();
        one[8] = 1;
        assertThat(SamplingError.of(patches(), one, Patch::multiplicity)).isInfinite();
    }

    @Test
    void groupsOfASinglePatchHaveNoErrorOfTheirOwn() {
        List<Patch> patches = new PatchPlan(
                        List.of(1.0, 2.0), List.of(64), 1, List.of(Transform.AS_IS), PatchPlan.PAPER.smallImage())
                .distinct(64, 64);
        assertThat(SamplingError.of(patches, new double[] {1, 3}, Patch::multiplicity))
                .isZero();
    }
}
