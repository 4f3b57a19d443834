package io.msliqa.quality.metrics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Computes all statistics of a set of pairs without each of its {@link Folds}, and sorts the pairs only once.
 *
 * <p>It fits curves anew each time, starting from the curve of all pairs, to at most {@value #BINS} means.
 */
final class LeftOut {

    static final int BINS = 128;

    private final double[] x;
    private final double[] y;
    private final double[] standardErrors;
    private final int[] folds;
    private final int foldCount;
    private final boolean[] present;
    private final int[] scoreRanks;
    private final int[] opinionRanks;
    private final UnitScaling ofScores;
    private final UnitScaling ofOpinions;
    private final Map<Statistic, double[]> values = new EnumMap<>(Statistic.class);

    private LeftOut(Pairs pairs) {
        ofScores = UnitScaling.of(pairs.scores());
        ofOpinions = UnitScaling.of(pairs.opinions());
        int[] order = Ranks.order(pairs.scores());
        scoreRanks = Ranks.denseAlong(order, pairs.scores());
        opinionRanks = Ranks.pick(Ranks.dense(pairs.opinions()), order);
        foldCount = Folds.count(pairs.referenceCount());
        present = new boolean[foldCount];
        int[] ofReference = Folds.of(pairs.referenceCount());
        folds = new int[order.length];
        x = new double[order.length];
        y = new double[order.length];
        standardErrors = new double[pairs.standardErrors().length];
        for (int i = 0; i < order.length; i++) {
            folds[i] = ofReference[pairs.references()[order[i]]];
            present[folds[i]] = true;
            x[i] = ofScores.apply(pairs.scores()[order[i]]);
            y[i] = ofOpinions.apply(pairs.opinions()[order[i]]);
            if (standardErrors.length > 0) {
                standardErrors[i] = pairs.standardErrors()[order[i]] / ofOpinions.unit();
            }
        }
    }

    /**
     * The values of statistics without each fold, NaN where there is none, and behind them, made in the same way, that of
     * all pairs.
     *
     * @param pairs without a {@link Correlation#obstacle}
     * @param fits the curves of all pairs; a form that failed gives NaN
     */
    static Map<Statistic, double[]> of(Pairs pairs, Map<LogisticForm, LogisticFit> fits, Set<Statistic> wanted) {
        LeftOut leftOut = new LeftOut(pairs);
        for (Statistic statistic : wanted) {
            double[] none = new double[leftOut.foldCount + 1];
            Arrays.fill(none, Double.NaN);
            leftOut.values.put(statistic, none);
        }
        if (wanted.contains(Statistic.SRCC)) {
            SpearmanWithout srcc =
                    new SpearmanWithout(leftOut.scoreRanks, leftOut.opinionRanks, leftOut.folds, leftOut.foldCount);
            leftOut.eachFold(fold -> leftOut.put(Statistic.SRCC, fold, srcc.without(fold)));
        }
        if (wanted.contains(Statistic.KRCC)) {
            KendallWithout krcc =
                    new KendallWithout(leftOut.scoreRanks, leftOut.opinionRanks, leftOut.folds, leftOut.foldCount);
            leftOut.eachFold(fold -> leftOut.put(Statistic.KRCC, fold, krcc.without(fold)));
        }
        if (wanted.contains(Statistic.AUC_DIFFERENT) || wanted.contains(Statistic.AUC_BETTER)) {
            leftOut.contests(PictureContests.of(pairs));
        }
        leftOut.raw();
        fits.forEach((form, fit) -> {
            if (fit instanceof LogisticFit.Fitted fitted) {
                leftOut.mapped(form, fitted.standardParameters());
            }
        });
        return leftOut.values;
    }

    private interface PerFold {
        void at(int fold);
    }

    /** With each fold that has pairs, and with the number behind the last for all pairs. */
    private void eachFold(PerFold work) {
        work.at(foldCount);
        IntStream.range(0, foldCount).parallel().filter(fold -> present[fold]).forEach(work::at);
        for (double[] of : values.values()) {
            for (int fold = 0; fold < foldCount; fold++) {
                of[fold] = present[fold] ? of[fold] : of[foldCount];
            }
        }
    }

    private void contests(PictureContests contests) {
        eachFold(fold -> {
            put(Statistic.AUC_DIFFERENT, fold, contests.different(fold));
            put(Statistic.AUC_BETTER, fold, contests.better(fold));
        });
    }

    private void raw() {
        Moments[] parts = new Moments[foldCount];
        Arrays.setAll(parts, fold -> new Moments());
        double scale = ofScores.unit() / ofOpinions.unit();
        double shift = (ofScores.invert(0) - ofOpinions.invert(0)) / ofOpinions.unit();
        for (int i = 0; i < x.length; i++) {
            double error = x[i] * scale + shift - y[i];
            parts[folds[i]].add(x[i], y[i], error, isOutlier(i, error));
        }
        Moments all = new Moments();
        for (Moments part : parts) {
            all.add(part);
        }
        eachFold(fold -> {
            Moments rest = fold == foldCount ? all : all.without(parts[fold]);
            put(Statistic.PLCC, fold, rest.correlation());
            put(Statistic.RMSE, fold, rest.rmse() * ofOpinions.unit());
            put(Statistic.MAE, fold, rest.mae() * ofOpinions.unit());
            put(Statistic.OUTLIER_RATIO, fold, outlierRatio(rest));
        });
    }

    private void mapped(LogisticForm form, double[] start) {
        BinsWithout bins = new BinsWithout(x, y, folds, foldCount, BINS);
        double[] near = bins.curve(form, foldCount).near(start).parameters();
        // As for the fit, so many means stand for the scores that hardly a digit of a curve is lost.
        Bins runs = Bins.of(x.length, LogisticFit.FINE);
        double[] places = runs.means(x);
        boolean four = form == LogisticForm.FOUR_PARAMETERS;
        eachFold(fold -> {
            LeastSquaresCurve.End end = bins.curve(form, fold).near(near);
            if (!end.converged()) {
                return;
            }
            Moments rest = new Moments();
            for (int run = 0; run < places.length; run++) {
                double predicted = form.value(places[run], end.parameters());
                for (int i = runs.start(run); i < runs.start(run + 1); i++) {
                    if (folds[i] != fold) {
                        rest.add(predicted, y[i], predicted - y[i], isOutlier(i, predicted - y[i]));
                    }
                }
            }
            put(four ? Statistic.PLCC_LOGISTIC4 : Statistic.PLCC_LOGISTIC5, fold, rest.correlation());
            put(four ? Statistic.RMSE_LOGISTIC4 : Statistic.RMSE_LOGISTIC5, fold, rest.rmse() * ofOpinions.unit());
            put(four ? Statistic.MAE_LOGISTIC4 : Statistic.MAE_LOGISTIC5, fold, rest.mae() * ofOpinions.unit());
            put(four ? Statistic.OUTLIER_RATIO_LOGISTIC4 : Statistic.OUTLIER_RATIO_LOGISTIC5, fold, outlierRatio(rest));
        });
    }

    private boolean isOutlier(int i, double error) {
        return standardErrors.length > 0 && Errors.isOutlier(error, standardErrors[i]);
    }

    private double outlierRatio(Moments moments) {
        return standardErrors.length > 0 ? moments.outlierRatio() : Double.NaN;
    }

    private void put(Statistic statistic, int fold, double value) {
        double[] of = values.get(statistic);
        if (of != null) {
            of[fold] = value;
        }
    }
}
