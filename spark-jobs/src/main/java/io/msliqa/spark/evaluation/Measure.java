package io.msliqa.spark.evaluation;

import io.msliqa.quality.metrics.Agreement;
import io.msliqa.quality.metrics.Bootstrap;
import io.msliqa.quality.metrics.Coefficient;
import io.msliqa.quality.metrics.Interval;
import io.msliqa.quality.metrics.LogisticFit;
import io.msliqa.quality.metrics.LogisticForm;
import io.msliqa.quality.metrics.MacroMean;
import io.msliqa.quality.metrics.Pairs;
import io.msliqa.quality.metrics.Statistic;
import io.msliqa.spark.rows.AgreementRow;
import io.msliqa.spark.rows.AgreementRow.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Computes all statistics of one set of pairs.
 *
 * <p>It fits curves to the whole set only. Parts go through the curves of the whole, because a handful of pictures
 * cannot fit five parameters.
 */
final class Measure {

    private static final Set<Statistic> RAW = EnumSet.of(
            Statistic.SRCC, Statistic.KRCC, Statistic.PLCC, Statistic.RMSE, Statistic.MAE, Statistic.OUTLIER_RATIO);
    private static final Set<Statistic> AFTER_CURVE =
            EnumSet.of(Statistic.PLCC, Statistic.RMSE, Statistic.MAE, Statistic.OUTLIER_RATIO);

    private final Agreement all;
    private final Map<LogisticForm, Agreement> afterCurves;
    private final Map<LogisticForm, LogisticFit> fits;

    private final boolean isPart;

    private Measure(
            Agreement all,
            boolean isPart,
            Map<LogisticForm, Agreement> afterCurves,
            Map<LogisticForm, LogisticFit> fits) {
        this.all = all;
        this.isPart = isPart;
        this.afterCurves = afterCurves;
        this.fits = fits;
    }

    static Measure whole(Pairs pairs, Bootstrap bootstrap) {
        Agreement all = Agreement.of(pairs, bootstrap);
        Map<LogisticForm, LogisticFit> fits = new EnumMap<>(LogisticForm.class);
        for (LogisticForm form : LogisticForm.values()) {
            fits.put(form, all.fit(form));
        }
        return new Measure(all, false, Map.of(), fits);
    }

    /** Measures a part of these pairs. */
    Measure part(Pairs part, Bootstrap bootstrap) {
        Map<LogisticForm, Agreement> mapped = new EnumMap<>(LogisticForm.class);
        fits.forEach((form, fit) -> {
            if (fit instanceof LogisticFit.Fitted fitted) {
                Pairs through = new Pairs(
                        fitted.apply(part.scores()),
                        part.opinions(),
                        part.standardErrors(),
                        part.references(),
                        part.referenceCount());
                mapped.put(form, Agreement.of(through, bootstrap, AFTER_CURVE));
            }
        });
        return new Measure(Agreement.of(part, bootstrap, RAW), true, mapped, fits);
    }

    /** All statistics of the whole set. */
    Agreement agreement() {
        return all;
    }

    LogisticFit fit(LogisticForm form) {
        return fits.get(form);
    }

    List<AgreementRow> rows(String model, Part part, String of) {
        List<AgreementRow> rows = new ArrayList<>();
        for (Statistic statistic : statistics()) {
            Interval beside = statistic == Statistic.SRCC
                    ? all.bonettWright()
                    : new Interval.None(Coefficient.Reason.TOO_FEW_PAIRS);
            rows.add(new AgreementRow(
                    model,
                    part,
                    of,
                    statistic,
                    all.size(),
                    all.references(),
                    value(statistic),
                    interval(statistic),
                    beside));
        }
        return rows;
    }

    /** The statistics of a part: without those about pairs of pictures, too few of which differ. */
    private List<Statistic> statistics() {
        return Stream.of(Statistic.values())
                .filter(statistic -> !isPart || !statistic.isOfContests())
                .toList();
    }

    /** The means over parts; each part counts the same. */
    static List<AgreementRow> macro(String model, Part of, Collection<Measure> parts) {
        List<AgreementRow> rows = new ArrayList<>();
        for (Statistic statistic : parts.iterator().next().statistics()) {
            List<Agreement> agreements = new ArrayList<>();
            for (Measure part : parts) {
                part.holder(statistic).ifPresent(agreements::add);
            }
            if (agreements.isEmpty()) {
                continue;
            }
            Statistic plain = parts.iterator().next().plain(statistic);
            MacroMean mean =
                    of == Part.REFERENCE ? MacroMean.ofReferences(agreements, plain) : MacroMean.of(agreements, plain);
            int references =
                    parts.stream().mapToInt(part -> part.all.references()).max().orElse(0);
            rows.add(new AgreementRow(
                    model,
                    Part.MACRO,
                    of.name(),
                    statistic,
                    mean.parts(),
                    of == Part.REFERENCE ? mean.parts() : references,
                    mean.value(),
                    mean.interval(),
                    new Interval.None(Coefficient.Reason.TOO_FEW_PAIRS)));
        }
        return rows;
    }

    private Coefficient value(Statistic statistic) {
        return holder(statistic)
                .map(agreement -> agreement.value(plain(statistic)))
                .orElseGet(() -> Coefficient.undefined(reason(statistic)));
    }

    private Interval interval(Statistic statistic) {
        return holder(statistic)
                .map(agreement -> agreement.interval(plain(statistic)))
                .orElseGet(() -> new Interval.None(reason(statistic)));
    }

    private Coefficient.Reason reason(Statistic statistic) {
        return ((LogisticFit.Failed) fits.get(statistic.mapping().orElseThrow())).reason();
    }

    /** The pairs that have a statistic; none if the whole set has no such curve. */
    private Optional<Agreement> holder(Statistic statistic) {
        return !isPart || statistic.mapping().isEmpty()
                ? Optional.of(all)
                : Optional.ofNullable(afterCurves.get(statistic.mapping().get()));
    }

    /** The statistic to ask for where the scores have already gone through the curve. */
    private Statistic plain(Statistic statistic) {
        if (!isPart) {
            return statistic;
        }
        return switch (statistic) {
            case PLCC_LOGISTIC4, PLCC_LOGISTIC5 -> Statistic.PLCC;
            case RMSE_LOGISTIC4, RMSE_LOGISTIC5 -> Statistic.RMSE;
            case MAE_LOGISTIC4, MAE_LOGISTIC5 -> Statistic.MAE;
            case OUTLIER_RATIO_LOGISTIC4, OUTLIER_RATIO_LOGISTIC5 -> Statistic.OUTLIER_RATIO;
            default -> statistic;
        };
    }
}
