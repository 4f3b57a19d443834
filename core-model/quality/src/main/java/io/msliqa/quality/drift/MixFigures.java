package io.msliqa.quality.drift;

/** The change of a mean, split by group: what the groups' shares did and what their means did. */
final class MixFigures {

    /** Each group's share of the baseline. */
    final double[] before;

    /** Each group's share of tonight. */
    final double[] now;

    /** What each group's share did to the mean, in units. */
    final double[] mix;

    /** What each group's mean did to the mean, in units. */
    final double[] quality;

    private MixFigures(double[] before, double[] now, double[] mix, double[] quality) {
        this.before = before;
        this.now = now;
        this.mix = mix;
        this.quality = quality;
    }

    /** The shares and the split; a group that one side lacks is a matter of the mix alone. */
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
