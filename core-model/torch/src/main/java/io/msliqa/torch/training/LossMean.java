package io.msliqa.torch.training;

import java.util.Arrays;

/** Averages the losses of the levels over some steps. */
final class LossMean {

    private final double[] sums;
    private int steps;
    private double last;

    LossMean(int levels) {
        sums = new double[levels];
    }

    /** Takes in a step's loss at each level. */
    void add(double[] losses) {
        for (int level = 0; level < sums.length; level++) {
            sums[level] += losses[level];
        }
        steps++;
        last = Arrays.stream(losses).average().orElseThrow();
    }

    /** The mean over the levels of the step taken in last. */
    double last() {
        return last;
    }

    /** The mean since the last call of this, which ends at {@code step}. */
    History.Loss take(int step) {
        History.Loss mean = new History.Loss(
                step, Arrays.stream(sums).map(sum -> sum / steps).boxed().toList());
        Arrays.fill(sums, 0);
        steps = 0;
        return mean;
    }
}
