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

/** Says which models are compared with each other. */
public enum Comparisons {
    /** Every model with every other one. */
    ALL_PAIRS,
    /** Every model with the first one, which is the measure. */
    WITH_THE_FIRST;

    private static final List<Statistic> COMPARED = List.of(
            Statistic.SRCC,
            Statistic.PLCC,
            Statistic.PLCC_LOGISTIC5,
            Statistic.RMSE_LOGISTIC5,
            Statistic.AUC_DIFFERENT,
            Statistic.AUC_BETTER);

    /**
     * Compares later models with earlier ones, later minus earlier. The p-values of one statistic are corrected
     * together; models that cannot be compared are left out.
     *
     * @param level a corrected p-value below it counts
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
