package io.msliqa.quality.drift;

/** Splits the change of a mean by group, into the effect of the groups' shares and that of their means. */
final class MixFigures {

    /** Each group's share of the baseline. */
    final double[] before;

    /** Each group's share of tonight. */
    final double[] now;

    /** The effect of each group's share on the mean, in units. */
    final double[] mix;

    /** The effect of each group's mean on the mean, in units. */
    final double[] quality;

    private MixFigures(double[] before, double[] now, double[] mix, double[] quality) {
        this.before = before;
        this.now = now;
        this.mix = mix;
        this.quality = quality;
    }

    /** Computes the shares and the split; a group that one side lacks changes the mix alone. */
    static MixFigures of(double[][] countsBefore, double[][] countsNow, WeightedQualities weights, double unit) {
        int groups = countsBefore.length;
        double[] before = new double[groups];
        double[] now = new double[groups];
        double[] meanBefore = new double[groups];
        double[] meanNow = new double[groups];
        for (int group = 0; group < groups; group++) {
            before[group] = WeightedQualities.sum(countsBefore[group]);
            now[group] = WeightedQualities.sum(countsNow[group]);
            meanBefore[group] = weights.mean(countsBefore[group], before[group]);
            meanNow[group] = weights.mean(countsNow[group], now[group]);
        }
        double allBefore = WeightedQualities.sum(before);
        double allNow = WeightedQualities.sum(now);
        double overall = 0;
        for (int group = 0; group < groups; group++) {
            overall += before[group] > 0 ? before[group] / allBefore * meanBefore[group] : 0;
            before[group] /= allBefore;
            now[group] /= allNow;
        }
        double[] mix = new double[groups];
        double[] quality = new double[groups];
        for (int group = 0; group < groups; group++) {
            double then = before[group] > 0 ? meanBefore[group] : meanNow[group];
            double today = now[group] > 0 ? meanNow[group] : meanBefore[group];
            if (before[group] > 0 || now[group] > 0) {
                mix[group] = (now[group] - before[group]) * ((then + today) / 2 - overall) / unit;
                quality[group] = (now[group] + before[group]) / 2 * (today - then) / unit;
            }
        }
        return new MixFigures(before, now, mix, quality);
    }

    /** Total variation between the shares. */
    double distance() {
        double sum = 0;
        for (int group = 0; group < before.length; group++) {
            sum += Math.abs(now[group] - before[group]);
        }
        return sum / 2;
    }
}
