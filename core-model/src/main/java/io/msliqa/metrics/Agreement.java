package io.msliqa.metrics;

import io.msliqa.metrics.Coefficient.Reason;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Every {@link Statistic} of a set of pairs, each with an interval from a bootstrap over references, and the fitted
 * curves.
 *
 * <p>Above {@value #KRCC_RESAMPLED} pairs Kendall's interval, which costs a sort a draw, is left out with {@link
 * Reason#TOO_MANY_PAIRS}; its value never is.
 */
public final class Agreement {

    /** Up to how many pairs Kendall's coefficient is resampled. */
    public static final int KRCC_RESAMPLED = 200_000;

    private final Pairs pairs;
    private final Bootstrap bootstrap;
    private final int references;
    private final Map<LogisticForm, LogisticFit> fits = new EnumMap<>(LogisticForm.class);
    private final Map<Statistic, Coefficient> values = new EnumMap<>(Statistic.class);
    private final Map<Statistic, double[]> draws = new EnumMap<>(Statistic.class);

    private Agreement(Pairs pairs, Bootstrap bootstrap) {
        this.pairs = pairs;
        this.bootstrap = bootstrap;
        this.references = pairs.referencesPresent();
    }

    /** Measures all statistics and resamples those that have a value. */
    public static Agreement of(Pairs pairs, Bootstrap bootstrap) {
        return of(pairs, bootstrap, EnumSet.allOf(Statistic.class));
    }

    /**
     * Measures and resamples some statistics; asking for the others later is a mistake.
     *
     * @param wanted not empty
     */
    public static Agreement of(Pairs pairs, Bootstrap bootstrap, Set<Statistic> wanted) {
        Agreement agreement = new Agreement(pairs, bootstrap);
        agreement.measure(wanted);
        agreement.resample();
        return agreement;
    }

    /** The value in the pairs at hand. */
    public Coefficient value(Statistic statistic) {
        return asked(values.get(statistic), statistic);
    }

    /** Where the value lies in the population that the references are drawn from. */
    public Interval interval(Statistic statistic) {
        if (value(statistic) instanceof Coefficient.Undefined undefined) {
            return new Interval.None(undefined.reason());
        }
        double[] drawn = draws.get(statistic);
        if (drawn == null) {
            return new Interval.None(references < 2 ? Reason.TOO_FEW_REFERENCES : Reason.TOO_MANY_PAIRS);
        }
        return statistic.isCorrelation()
                ? bootstrap.ofCorrelation(value(statistic).orElseThrow(), drawn, references)
                : bootstrap.interval(drawn, references);
    }

    /** The interval of Bonett and Wright for SRCC, which takes all pairs as independent. */
    public Interval bonettWright() {
        return value(Statistic.SRCC) instanceof Coefficient.Defined srcc
                ? BonettWright.interval(srcc.value(), pairs.size(), bootstrap.confidence())
                : new Interval.None(((Coefficient.Undefined) value(Statistic.SRCC)).reason());
    }

    /** The curve of a form. */
    public LogisticFit fit(LogisticForm form) {
        return asked(fits.get(form), form);
    }

    /** How many pairs. */
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

    /** The values in the draws, NaN where a draw has none; empty if the statistic was not resampled. */
    Optional<double[]> draws(Statistic statistic) {
        return Optional.ofNullable(draws.get(statistic));
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
            case PLCC, PLCC_LOGISTIC4, PLCC_LOGISTIC5 -> Correlation.plcc(predicted, pairs.opinions());
            case RMSE, RMSE_LOGISTIC4, RMSE_LOGISTIC5 -> Errors.rmse(predicted, pairs.opinions());
            case MAE, MAE_LOGISTIC4, MAE_LOGISTIC5 -> Errors.mae(predicted, pairs.opinions());
            case OUTLIER_RATIO, OUTLIER_RATIO_LOGISTIC4, OUTLIER_RATIO_LOGISTIC5 ->
                Errors.outlierRatio(predicted, pairs.opinions(), pairs.deviations());
        };
    }

    private void resample() {
        Set<Statistic> wanted = EnumSet.noneOf(Statistic.class);
        values.forEach((statistic, value) -> {
            if (value.isDefined() && !(statistic == Statistic.KRCC && pairs.size() > KRCC_RESAMPLED)) {
                wanted.add(statistic);
            }
        });
        boolean usable = Correlation.obstacle(pairs.scores(), pairs.opinions()).isEmpty();
        if (references < 2 || wanted.isEmpty() || !usable) {
            return;
        }
        Resampler resampler = new Resampler(pairs, fits, wanted);
        List<Map<Statistic, Double>> drawn = IntStream.range(0, bootstrap.resamples())
                .parallel()
                .mapToObj(number -> resampler.evaluate(bootstrap.draw(number, pairs.referenceCount())))
                .toList();
        for (Statistic statistic : wanted) {
            draws.put(
                    statistic,
                    drawn.stream()
                            .mapToDouble(values -> values.getOrDefault(statistic, Double.NaN))
                            .toArray());
        }
    }

    private static <T> T asked(T value, Object what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " was not asked for when the agreement was measured");
        }
        return value;
    }
}
