package io.msliqa.spark.console;

import io.msliqa.quality.metrics.Statistic;
import io.msliqa.spark.evaluation.Figures;
import io.msliqa.spark.evaluation.Ranking;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Many models in order, and a matrix of who is better than whom, within a hundred columns. */
final class RankingText {

    private static final int NAME = 22;

    /** As many columns as a hundred characters hold; the page has all. */
    private static final int MOST = 9;

    private final Ranking ranking;
    private final PrintStream out;

    RankingText(Ranking ranking, PrintStream out) {
        this.ranking = ranking;
        this.out = out;
    }

    void print() {
        List<Ranking.Place> places = ranking.places();
        out.printf(
                Locale.ROOT,
                "%nWho is really better: by SRCC on the same pictures, p-values after Holm's correction%n"
                        + "  Models that share a letter are not told apart.%n%n");
        for (Ranking.Place place : places) {
            out.printf(
                    Locale.ROOT,
                    "  %2d  %-" + NAME + "s %-26s %s%n",
                    place.rank(),
                    cut(place.model().name()),
                    Figures.both(new Figures(place.model()).whole(Statistic.SRCC)),
                    place.letters());
        }
        int columns = Math.min(MOST, places.size());
        out.printf(Locale.ROOT, "%n  Row minus column; = where no difference is shown%n  %-" + (NAME + 4) + "s", "");
        for (int column = 0; column < columns; column++) {
            out.printf(Locale.ROOT, "%7d", column + 1);
        }
        out.println();
        for (int row = 0; row < places.size(); row++) {
            out.printf(
                    Locale.ROOT,
                    "  %2d  %-" + NAME + "s",
                    row + 1,
                    cut(places.get(row).model().name()));
            for (int column = 0; column < columns; column++) {
                out.printf(Locale.ROOT, "%7s", cell(row, column));
            }
            out.println();
        }
        if (columns < places.size()) {
            out.printf(Locale.ROOT, "  The page has the other %d columns.%n", places.size() - columns);
        }
    }

    private String cell(int row, int column) {
        if (row == column) {
            return "·";
        }
        if (!ranking.test(row, column).comparison().isPossible()) {
            return "–";
        }
        return ranking.test(row, column).isDifference()
                ? String.format(Locale.ROOT, "%+.3f", ranking.difference(row, column))
                : "=";
    }

    private static String cut(String name) {
        // Names of one family differ at their ends.
        return name.length() <= NAME ? name : name.substring(0, 10) + "..." + name.substring(name.length() - NAME + 13);
    }
}
