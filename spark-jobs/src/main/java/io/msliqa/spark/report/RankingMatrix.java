package io.msliqa.spark.report;

import io.msliqa.spark.evaluation.Figures;
import io.msliqa.spark.evaluation.Ranking;
import io.msliqa.spark.rows.ComparisonRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The paired tests of many models as a table: who is better than whom, by how much. */
final class RankingMatrix {

    private static final HeatTable.Cell SELF = new HeatTable.Cell("", "", "");

    private RankingMatrix() {}

    static HeatTable of(Ranking ranking) {
        List<HeatTable.Row> rows = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (int row = 0; row < ranking.places().size(); row++) {
            List<HeatTable.Cell> cells = new ArrayList<>();
            for (int column = 0; column < ranking.places().size(); column++) {
                cells.add(row == column ? SELF : cell(ranking, row, column));
            }
            String rank = Integer.toString(row + 1);
            columns.add(rank);
            rows.add(new HeatTable.Row(
                    rank + " " + ranking.places().get(row).model().name(), cells));
        }
        return new HeatTable("SRCC of the row minus that of the column", "", columns, rows);
    }

    private static HeatTable.Cell cell(Ranking ranking, int row, int column) {
        ComparisonRow test = ranking.test(row, column);
        String hint = test.first() + " − " + test.second() + ": "
                + Figures.signed(test.comparison().difference()) + " ("
                + Figures.interval(test.comparison().interval()) + "), p " + Figures.p(test.corrected()) + ", "
                + test.verdict();
        if (!test.comparison().isPossible()) {
            return new HeatTable.Cell("–", hint, "");
        }
        if (!test.isDifference()) {
            return new HeatTable.Cell("=", hint, "color:#5a6875");
        }
        double difference = ranking.difference(row, column);
        // Blue and orange, which all eyes tell apart; the sign says the same.
        String style = difference > 0 ? "background:#cfe3f5" : "background:#fbe0c8";
        return new HeatTable.Cell(String.format(Locale.ROOT, "%+.3f", difference), hint, style);
    }
}
