package io.msliqa.spark.evaluation;

import io.msliqa.metrics.Agreement;
import io.msliqa.metrics.Comparison;
import io.msliqa.metrics.Holm;
import io.msliqa.metrics.Statistic;
import io.msliqa.spark.table.ComparisonRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which models are compared with which. */
public enum Comparisons {
    /** Each with each. */
    ALL_PAIRS,
    /** Each with the first, which is what they are measured against. */
    WITH_THE_FIRST;

    private static final List<Statistic> COMPARED =
            List.of(Statistic.SRCC, Statistic.PLCC, Statistic.PLCC_LOGISTIC5, Statistic.RMSE_LOGISTIC5);

    /**
     * A later model minus an earlier one; the p-values of one statistic are corrected together.
     *
     * @param level below which a corrected p-value counts
     */
    List<ComparisonRow> of(Map<String, Agreement> models, double level) {
        List<String> names = List.copyOf(models.keySet());
        List<ComparisonRow> rows = new ArrayList<>();
        for (Statistic statistic : COMPARED) {
            List<String[]> pairs = new ArrayList<>();
            List<Comparison> comparisons = new ArrayList<>();
            for (int first = 0; first < (this == ALL_PAIRS ? names.size() : 1); first++) {
                for (int second = first + 1; second < names.size(); second++) {
                    pairs.add(new String[] {names.get(second), names.get(first)});
                    comparisons.add(
                            Comparison.of(models.get(names.get(second)), models.get(names.get(first)), statistic));
                }
            }
            double[] corrected = Holm.adjust(
                    comparisons.stream().mapToDouble(Comparison::pValue).toArray());
            for (int i = 0; i < corrected.length; i++) {
                rows.add(new ComparisonRow(pairs.get(i)[0], pairs.get(i)[1], comparisons.get(i), corrected[i], level));
            }
        }
        return rows;
    }
}
