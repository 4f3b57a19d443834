package io.msliqa.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All statistics of a sample in which references occur as often as drawn, in one pass over pairs that were sorted once: no
 * draw sorts or copies anything.
 *
 * <p>Curves are fitted anew in each draw, from the parameters of the full fit, to at most {@value #BINS} means.
 */
final class Resampler {

    static final int BINS = 128;

    private final double[] x;
    private final double[] y;
    private final double[] deviations;
    private final int[] references;
    private final int[] scoreRanks;
    private final int[] opinionRanks;
    private final int scoreValues;
    private final int opinionValues;
    private final Kendall kendall;
    private final Standard ofScores;
    private final Standard ofOpinions;
    private final Bins bins;
    private final Map<LogisticForm, double[]> curves = new EnumMap<>(LogisticForm.class);
    private final Set<Statistic> wanted;

    /**
     * @param pairs without a {@link Correlation#obstacle}
     * @param fits the curves of all pairs; a form that failed gives NaN
     * @param wanted what to compute; the rest is NaN
     */
    Resampler(Pairs pairs, Map<LogisticForm, LogisticFit> fits, Set<Statistic> wanted) {
        this.wanted = wanted;
        ofScores = Standard.of(pairs.scores());
        ofOpinions = Standard.of(pairs.opinions());
        int[] order = Ranks.order(pairs.scores());
        scoreRanks = Ranks.denseAlong(order, pairs.scores());
        opinionRanks = Ranks.pick(Ranks.dense(pairs.opinions()), order);
        scoreValues = Ranks.distinct(scoreRanks);
        opinionValues = Ranks.distinct(opinionRanks);
        kendall = new Kendall(scoreRanks, opinionRanks);
        references = Ranks.pick(pairs.references(), order);
        x = new double[order.length];
        y = new double[order.length];
        deviations = new double[pairs.deviations().length];
        for (int i = 0; i < order.length; i++) {
            x[i] = ofScores.apply(pairs.scores()[order[i]]);
            y[i] = ofOpinions.apply(pairs.opinions()[order[i]]);
            if (deviations.length > 0) {
                deviations[i] = pairs.deviations()[order[i]] / ofOpinions.unit();
            }
        }
        bins = Bins.of(order.length, BINS);
        fits.forEach((form, fit) -> {
            if (fit instanceof LogisticFit.Fitted fitted) {
                curves.put(form, fitted.standardParameters());
            }
        });
    }

    /** The statistics' values; NaN, or none, where a draw has none. */
    Map<Statistic, Double> evaluate(int[] copies) {
        Map<Statistic, Double> values = new EnumMap<>(Statistic.class);
        if (wanted.contains(Statistic.SRCC)) {
            put(values, Statistic.SRCC, srcc(copies));
        }
        if (wanted.contains(Statistic.KRCC)) {
            put(values, Statistic.KRCC, kendall.tauB(i -> copies[references[i]]));
        }
        Moments raw = new Moments();
        double scale = ofScores.unit() / ofOpinions.unit();
        double shift = (ofScores.invert(0) - ofOpinions.invert(0)) / ofOpinions.unit();
        for (int i = 0; i < x.length; i++) {
            int weight = copies[references[i]];
            if (weight > 0) {
                raw.add(weight, x[i], y[i], x[i] * scale + shift - y[i], outlierAt(i, x[i] * scale + shift - y[i]));
            }
        }
        put(values, Statistic.PLCC, raw.correlation());
        put(values, Statistic.RMSE, raw.rmse() * ofOpinions.unit());
        put(values, Statistic.MAE, raw.mae() * ofOpinions.unit());
        put(values, Statistic.OUTLIER_RATIO, outlierRatio(raw));
        mapped(values, copies, LogisticForm.FOUR_PARAMETERS);
        mapped(values, copies, LogisticForm.FIVE_PARAMETERS);
        return values;
    }

    private void mapped(Map<Statistic, Double> values, int[] copies, LogisticForm form) {
        boolean asked =
                wanted.stream().anyMatch(statistic -> statistic.mapping().equals(Optional.of(form)));
        double[] start = curves.get(form);
        if (!asked || start == null) {
            return;
        }
        Curve.End end = curve(copies, form).from(start, Curve.Precision.ROUGH);
        if (!end.converged()) {
            return;
        }
        Moments after = new Moments();
        for (int i = 0; i < x.length; i++) {
            int weight = copies[references[i]];
            if (weight > 0) {
                double predicted = form.value(x[i], end.parameters());
                after.add(weight, predicted, y[i], predicted - y[i], outlierAt(i, predicted - y[i]));
            }
        }
        boolean four = form == LogisticForm.FOUR_PARAMETERS;
        put(values, four ? Statistic.PLCC_LOGISTIC4 : Statistic.PLCC_LOGISTIC5, after.correlation());
        put(values, four ? Statistic.RMSE_LOGISTIC4 : Statistic.RMSE_LOGISTIC5, after.rmse() * ofOpinions.unit());
        put(values, four ? Statistic.MAE_LOGISTIC4 : Statistic.MAE_LOGISTIC5, after.mae() * ofOpinions.unit());
        put(values, four ? Statistic.OUTLIER_RATIO_LOGISTIC4 : Statistic.OUTLIER_RATIO_LOGISTIC5, outlierRatio(after));
    }

    private Curve curve(int[] copies, LogisticForm form) {
        double[] weights = new double[bins.count()];
        double[] meanX = new double[bins.count()];
        double[] meanY = new double[bins.count()];
        for (int bin = 0; bin < bins.count(); bin++) {
            for (int i = bins.start(bin); i < bins.start(bin + 1); i++) {
                int weight = copies[references[i]];
                weights[bin] += weight;
                meanX[bin] += weight * x[i];
                meanY[bin] += weight * y[i];
            }
            if (weights[bin] > 0) {
                meanX[bin] /= weights[bin];
                meanY[bin] /= weights[bin];
            }
        }
        return new Curve(form, meanX, meanY, weights);
    }

    private double srcc(int[] copies) {
        double[] rankOfScore = ranks(scoreRanks, scoreValues, copies);
        double[] rankOfOpinion = ranks(opinionRanks, opinionValues, copies);
        Moments moments = new Moments();
        for (int i = 0; i < x.length; i++) {
            int weight = copies[references[i]];
            if (weight > 0) {
                moments.add(weight, rankOfScore[scoreRanks[i]], rankOfOpinion[opinionRanks[i]], 0, 0);
            }
        }
        return moments.correlation();
    }

    /** The average rank of each value in the draw, from -1 to 1 so that sums of squares keep their digits. */
    private double[] ranks(int[] dense, int valueCount, int[] copies) {
        double[] ranks = new double[valueCount];
        double total = 0;
        for (int i = 0; i < dense.length; i++) {
            int weight = copies[references[i]];
            ranks[dense[i]] += weight;
            total += weight;
        }
        double below = 0;
        for (int value = 0; value < valueCount; value++) {
            double here = ranks[value];
            ranks[value] = (2 * below + here) / total - 1;
            below += here;
        }
        return ranks;
    }

    private int outlierAt(int i, double error) {
        return deviations.length > 0 && Errors.isOutlier(error, deviations[i]) ? 1 : 0;
    }

    private double outlierRatio(Moments moments) {
        return deviations.length > 0 ? moments.outlierRatio() : Double.NaN;
    }

    private void put(Map<Statistic, Double> values, Statistic statistic, double value) {
        if (wanted.contains(statistic)) {
            values.put(statistic, value);
        }
    }

    /** Weighted sums over pairs whose values are around zero. */
    private static final class Moments {
        private double n;
        private double a;
        private double b;
        private double aa;
        private double bb;
        private double ab;
        private double squares;
        private double absolutes;
        private double outliers;

        void add(int weight, double first, double second, double error, int outlier) {
            n += weight;
            a += weight * first;
            b += weight * second;
            aa += weight * first * first;
            bb += weight * second * second;
            ab += weight * first * second;
            squares += weight * error * error;
            absolutes += weight * Math.abs(error);
            outliers += weight * outlier;
        }

        double correlation() {
            double varianceA = aa - a * a / n;
            double varianceB = bb - b * b / n;
            double smallest = 1e-14 * n;
            return varianceA > smallest && varianceB > smallest
                    ? Math.max(-1, Math.min(1, (ab - a * b / n) / Math.sqrt(varianceA) / Math.sqrt(varianceB)))
                    : Double.NaN;
        }

        double rmse() {
            return Math.sqrt(squares / n);
        }

        double mae() {
            return absolutes / n;
        }

        double outlierRatio() {
            return outliers / n;
        }
    }
}
