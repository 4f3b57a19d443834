package io.msliqa.quality.metrics;

import io.msliqa.quality.metrics.Coefficient.Reason;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Averages a statistic over parts, such as distortions. Each part counts the same, however many pictures it has; the
 * pooled value over all pairs is the micro one.
 *
 * @param value the mean over the parts in which the statistic is defined; undefined if there is none
 * @param interval from leaving the same references out of all parts
 * @param parts how many parts count
 * @param left how many parts do not, because the statistic is undefined there
 */
public record MacroMean(Coefficient value, Interval interval, int parts, int left) {

    /**
     * Averages over parts.
     *
     * @throws IllegalArgumentException if the parts do not share their references and bootstrap
     */
    public static MacroMean of(Collection<Agreement> parts, Statistic statistic) {
        List<Agreement> defined =
                parts.stream().filter(part -> part.value(statistic).isDefined()).toList();
        int left = parts.size() - defined.size();
        if (defined.isEmpty()) {
            Coefficient none = Coefficient.undefined(Reason.TOO_FEW_PAIRS);
            return new MacroMean(none, new Interval.None(Reason.TOO_FEW_PAIRS), 0, left);
        }
        double mean = defined.stream()
                .mapToDouble(part -> part.value(statistic).orElseThrow())
                .average()
                .orElseThrow();
        return new MacroMean(Coefficient.of(mean), interval(mean, defined, statistic), defined.size(), left);
    }

    /**
     * Averages over references, each of them a part: each is drawn with its own value.
     *
     * @param references one part for each
     */
    public static MacroMean ofReferences(Collection<Agreement> references, Statistic statistic) {
        double[] values = references.stream()
                .map(reference -> reference.value(statistic))
                .filter(Coefficient::isDefined)
                .mapToDouble(Coefficient::orElseThrow)
                .toArray();
        int left = references.size() - values.length;
        if (values.length == 0) {
            Coefficient none = Coefficient.undefined(Reason.TOO_FEW_PAIRS);
            return new MacroMean(none, new Interval.None(Reason.TOO_FEW_PAIRS), 0, left);
        }
        PseudoValues means = PseudoValues.ofMean(values, PseudoValues.Scale.of(statistic));
        return new MacroMean(
                Coefficient.of(Arrays.stream(values).average().orElseThrow()),
                means.interval(references.iterator().next().bootstrap()),
                values.length,
                left);
    }

    private static Interval interval(double mean, List<Agreement> parts, Statistic statistic) {
        Agreement first = parts.get(0);
        double[] means = new double[first.leftOut(statistic).length];
        boolean[] present = first.present();
        for (Agreement part : parts) {
            if (!part.bootstrap().equals(first.bootstrap()) || part.referenceCount() != first.referenceCount()) {
                throw new IllegalArgumentException("Only parts of the same references can be averaged");
            }
            if (part.references() < 2) {
                return new Interval.None(Reason.TOO_FEW_REFERENCES);
            }
            boolean[] here = part.present();
            for (int fold = 0; fold < means.length; fold++) {
                means[fold] += part.leftOut(statistic)[fold] / parts.size();
                if (fold < present.length) {
                    present[fold] |= here[fold];
                }
            }
        }
        return PseudoValues.of(mean, means, present, PseudoValues.Scale.of(statistic))
                .interval(first.bootstrap());
    }
}
