package io.msliqa.quality.metrics;

import io.msliqa.quality.metrics.Coefficient.Reason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Measures every {@link Statistic} of a set of pairs, each with an interval from a bootstrap over references ({@link
 * PseudoValues}), and holds the fitted curves.
 */
public final class Agreement {

    private final Pairs pairs;
    private final Bootstrap bootstrap;
    private final int references;
    private final boolean[] present;
    private Optional<PictureContests> contests = Optional.empty();
    private final Map<LogisticForm, LogisticFit> fits = new EnumMap<>(LogisticForm.class);
    private final Map<Statistic, Coefficient> values = new EnumMap<>(Statistic.class);
    private final Map<Statistic, double[]> leftOut = new EnumMap<>(Statistic.class);

    private Agreement(Pairs pairs, Bootstrap bootstrap) {
        this.pairs = pairs;
        this.bootstrap = bootstrap;
        this.references = pairs.referencesPresent();
        this.present = present(pairs);
    }

    /** Measures all statistics, with and without each reference. */
    public static Agreement of(Pairs pairs, Bootstrap bootstrap) {
        return of(pairs, bootstrap, EnumSet.allOf(Statistic.class));
    }

    /**
     * Measures some statistics; asking for the others later is a mistake.
     *
     * @param wanted not empty
     */
    public static Agreement of(Pairs pairs, Bootstrap bootstrap, Set<Statistic> wanted) {
        Agreement agreement = new Agreement(pairs, bootstrap);
        agreement.measure(wanted);
        agreement.leaveOut();
        return agreement;
    }

    /** The value of a statistic in these pairs. */
    public Coefficient value(Statistic statistic) {
        return asked(values.get(statistic), statistic);
    }

    /**
     * The interval in which the statistic lies for the population of references; it holds the value. The interval of a
     * share is never narrower than {@link Binomial}'s. With fewer than {@value PseudoValues#FEWEST} references there is
     * none.
     */
    public Interval interval(Statistic statistic) {
        if (value(statistic) instanceof Coefficient.Undefined undefined) {
            return new Interval.None(undefined.reason());
        }
        if (references < PseudoValues.FEWEST) {
            return new Interval.None(Reason.TOO_FEW_REFERENCES);
        }
        double value = value(statistic).orElseThrow();
        Interval ofReferences = PseudoValues.of(value, leftOut(statistic), present(), PseudoValues.Scale.of(statistic))
                .interval(bootstrap);
        return statistic.isShare() && ofReferences instanceof Interval.Bounds bounds
                ? bounds.with(Binomial.interval(Math.round(value * size()), size(), bootstrap.confidence()))
                : ofReferences;
    }

    /** The interval of Bonett and Wright for SRCC, which takes all pairs as independent. */
    public Interval bonettWright() {
        return value(Statistic.SRCC) instanceof Coefficient.Defined srcc
                ? BonettWright.interval(srcc.value(), pairs.size(), bootstrap.confidence())
                : new Interval.None(((Coefficient.Undefined) value(Statistic.SRCC)).reason());
    }

    /** The fitted curve of a form. */
    public LogisticFit fit(LogisticForm form) {
        return asked(fits.get(form), form);
    }

    /** The number of pairs. */
    public int size() {
        return pairs.size();
    }

    /** How many references the pairs come from. */
    public int references() {
        return references;
    }

    Bootstrap bootstrap() {
        return bootstrap;
    }

    int referenceCount() {
        return pairs.referenceCount();
    }

    /** A statistic without each of the {@link Folds}, and at the end with all; all NaN if it cannot be computed. */
    double[] leftOut(Statistic statistic) {
        return leftOut.get(statistic);
    }

    /** Which of the {@link Folds} have a pair here. */
    boolean[] present() {
        return present.clone();
    }

    private static boolean[] present(Pairs pairs) {
        boolean[] present = new boolean[Folds.count(pairs.referenceCount())];
        int[] folds = Folds.of(pairs.referenceCount());
        for (int reference : pairs.references()) {
            present[folds[reference]] = true;
        }
        return present;
    }

    private void measure(Set<Statistic> wanted) {
        for (Statistic statistic : wanted) {
            statistic
                    .mapping()
                    .ifPresent(form ->
                            fits.computeIfAbsent(form, key -> LogisticFit.of(key, pairs.scores(), pairs.opinions())));
        }
        Map<LogisticForm, double[]> mapped = new EnumMap<>(LogisticForm.class);
        for (Statistic statistic : wanted) {
            values.put(statistic, measure(statistic, mapped));
        }
    }

    private Coefficient measure(Statistic statistic, Map<LogisticForm, double[]> mapped) {
        double[] predicted = pairs.scores();
        Optional<LogisticForm> form = statistic.mapping();
        if (form.isPresent()) {
            if (fits.get(form.get()) instanceof LogisticFit.Failed failed) {
                return Coefficient.undefined(failed.reason());
            }
            LogisticFit.Fitted fitted = (LogisticFit.Fitted) fits.get(form.get());
            predicted = mapped.computeIfAbsent(form.get(), key -> fitted.apply(pairs.scores()));
        }
        return switch (statistic) {
            case SRCC -> Correlation.srcc(predicted, pairs.opinions());
            case KRCC -> Correlation.krcc(predicted, pairs.opinions());
            case AUC_DIFFERENT, AUC_BETTER -> contest(statistic);
            case PLCC, PLCC_LOGISTIC4, PLCC_LOGISTIC5 -> Correlation.plcc(predicted, pairs.opinions());
            case RMSE, RMSE_LOGISTIC4, RMSE_LOGISTIC5 -> Errors.rmse(predicted, pairs.opinions());
            case MAE, MAE_LOGISTIC4, MAE_LOGISTIC5 -> Errors.mae(predicted, pairs.opinions());
            case OUTLIER_RATIO, OUTLIER_RATIO_LOGISTIC4, OUTLIER_RATIO_LOGISTIC5 ->
                Errors.outlierRatio(predicted, pairs.opinions(), pairs.standardErrors());
        };
    }

    private Coefficient contest(Statistic statistic) {
        Optional<Reason> obstacle = Correlation.obstacle(pairs.scores(), pairs.opinions());
        if (obstacle.isPresent()) {
            return Coefficient.undefined(obstacle.get());
        }
        if (pairs.standardErrors().length == 0) {
            return Coefficient.undefined(Reason.NO_STANDARD_ERRORS);
        }
        if (contests.isEmpty()) {
            contests = Optional.of(PictureContests.of(pairs));
        }
        return statistic == Statistic.AUC_DIFFERENT
                ? contests.get().different()
                : contests.get().better();
    }

    private void leaveOut() {
        Set<Statistic> wanted = EnumSet.noneOf(Statistic.class);
        values.forEach((statistic, value) -> {
            double[] none = new double[Folds.count(pairs.referenceCount()) + 1];
            Arrays.fill(none, Double.NaN);
            leftOut.put(statistic, none);
            if (value.isDefined()) {
                wanted.add(statistic);
            }
        });
        boolean usable = Correlation.obstacle(pairs.scores(), pairs.opinions()).isEmpty();
        if (references > 1 && !wanted.isEmpty() && usable) {
            leftOut.putAll(LeftOut.of(pairs, fits, wanted));
        }
    }

    private static <T> T asked(T value, Object what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " was not asked for when the agreement was measured");
        }
        return value;
    }
}
