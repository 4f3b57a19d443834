package io.msliqa.spark.evaluation;

import io.msliqa.quality.metrics.Agreement;
import io.msliqa.quality.metrics.Comparison;
import io.msliqa.quality.metrics.Holm;
import io.msliqa.quality.metrics.Statistic;
import io.msliqa.spark.rows.ComparisonRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;

/** Which models are compared with which. */
public enum Comparisons {
    /** Each with each. */
    ALL_PAIRS,
    /** Each with the first, which is what they are measured against. */
    WITH_THE_FIRST;

    private static final List<Statistic> COMPARED = List.of(
            Statistic.SRCC,
            Statistic.PLCC,
            Statistic.PLCC_LOGISTIC5,
            Statistic.RMSE_LOGISTIC5,
            Statistic.AUC_DIFFERENT,
            Statistic.AUC_BETTER);

    /**
     * A later model minus an earlier one; the p-values of one statistic are corrected together, leaving out what cannot be
     * compared.
     *
     * @param level below which a corrected p-value counts
     */
    List<ComparisonRow> of(Map<String, Agreement> models, double level) {
        List<String> names = List.copyOf(models.keySet());
        List<ComparisonRow> rows = new ArrayList<>();
        for (Statistic statistic : COMPARED) {
            List<Compared> all = new ArrayList<>();
            for (int first = 0; first < (this == ALL_PAIRS ? names.size() : 1); first++) {
                for (int second = first + 1; second < names.size(); second++) {
                    String later = names.get(second);
                    String earlier = names.get(first);
                    all.add(new Compared(
                            later, earlier, Comparison.of(models.get(later), models.get(earlier), statistic)));
                }
            }
            PrimitiveIterator.OfDouble corrected = Arrays.stream(Holm.adjust(all.stream()
                            .map(Compared::comparison)
                            .filter(Comparison::isPossible)
                            .mapToDouble(Comparison::pValue)
                            .toArray()))
                    .iterator();
            for (Compared one : all) {
                double p = one.comparison.isPossible() ? corrected.nextDouble() : 1;
                rows.add(new ComparisonRow(one.first, one.second, one.comparison, p, level));
            }
        }
        return rows;
    }

    private record Compared(String first, String second, Comparison comparison) {}
}
