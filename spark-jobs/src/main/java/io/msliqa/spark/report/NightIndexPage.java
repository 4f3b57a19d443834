package io.msliqa.spark.report;

import io.msliqa.spark.nightly.NightMessage;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The page of all nights: {@code nights.mustache}. */
public final class NightIndexPage {

    private static final int NEW = 40;

    private final List<NightRow> nights;

    private record View(List<Line> nights, Optional<Older> older, String count, List<Chart> trend) {}

    private record Older(int number, List<Line> nights) {}

    private record Line(
            String night, String colour, String word, String headline, String pictures, String failed, String mean) {}

    /** @param nights in any order */
    public NightIndexPage(List<NightRow> nights) {
        this.nights = new ArrayList<>(nights);
        this.nights.sort(Comparator.comparing(NightRow::night).reversed());
    }

    /**
     * Writes the page.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file, Configuration hadoop) throws IOException {
        List<NightRow> oldestFirst = new ArrayList<>(nights);
        Collections.reverse(oldestFirst);
        List<Line> lines = nights.stream().map(NightIndexPage::line).toList();
        new HtmlReport("nights")
                .write(file, "Picture quality, night by night", view(lines, NightCharts.trend(oldestFirst)), hadoop);
    }

    private View view(List<Line> lines, List<Chart> trend) {
        int few = Math.min(NEW, lines.size());
        List<Line> older = lines.subList(few, lines.size());
        return new View(
                lines.subList(0, few),
                older.isEmpty() ? Optional.empty() : Optional.of(new Older(older.size(), older)),
                count(),
                trend);
    }

    private String count() {
        Map<Outcome, Long> outcomes = new TreeMap<>();
        nights.forEach(night -> outcomes.merge(night.verdict().outcome(), 1L, Long::sum));
        String each = outcomes.entrySet().stream()
                .map(outcome -> outcome.getValue() + " " + NightMessage.word(outcome.getKey()))
                .collect(Collectors.joining(", "));
        return nights.size() + (nights.size() == 1 ? " night: " : " nights: ") + each;
    }

    private static Line line(NightRow night) {
        NightRow.Counts counts = night.counts();
        return new Line(
                night.night(),
                NightPage.colour(night.verdict().outcome()),
                night.verdict().accepted()
                        ? "accepted"
                        : NightMessage.word(night.verdict().outcome()),
                night.verdict().headline(),
                String.format(Locale.ROOT, "%,d", counts.pictures()),
                String.format(Locale.ROOT, "%,d", counts.failed()),
                counts.scored() > 0 ? night.stack().scale().textOfPoints(counts.mean()) : "–");
    }
}
