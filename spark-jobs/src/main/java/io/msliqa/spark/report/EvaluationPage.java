package io.msliqa.spark.report;

import io.msliqa.protocol.Provenance.Published;
import io.msliqa.quality.metrics.Statistic;
import io.msliqa.spark.evaluation.Cost;
import io.msliqa.spark.evaluation.EvaluationResult;
import io.msliqa.spark.evaluation.Figures;
import io.msliqa.spark.evaluation.ModelResult;
import io.msliqa.spark.evaluation.Ranking;
import io.msliqa.spark.labels.Matches;
import io.msliqa.spark.rows.AgreementRow;
import io.msliqa.spark.rows.AgreementRow.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The page of an evaluation: {@code evaluation.mustache}. */
public final class EvaluationPage {

    /** More models side by side are not told apart. */
    private static final int MOST_SHOWN = 4;

    private final EvaluationResult result;
    private final Map<String, Published> published;
    private final Optional<Ranking> ranking;
    private final View view;

    private EvaluationPage(EvaluationResult result, Map<String, Published> published, Configuration hadoop) {
        this.result = result;
        this.ranking = Ranking.of(result);
        this.published = published;
        Thumbnails thumbnails = new Thumbnails(hadoop, 320);
        ModelResult first = result.models().get(0);
        this.view = new View(
                result.labels(),
                result.scale().toString(),
                facts(),
                leftOut(),
                result.notes(),
                names(),
                result.models().size() > 3,
                statistics(),
                undefined(),
                published.isEmpty() ? Optional.empty() : Optional.of(published()),
                ranking.map(this::rankingTable),
                comparisons(),
                costs(),
                partCharts(),
                result.models().stream()
                        .map(model -> ModelSection.of(model, result.scale(), thumbnails, model.equals(first)))
                        .toList(),
                result.bootstrap().resamples(),
                result.bootstrap().seed(),
                Math.round(100 * result.bootstrap().confidence()));
    }

    /** What the template shows. */
    private record View(
            String labels,
            String scale,
            List<Fact> facts,
            List<String> leftOut,
            List<String> notes,
            List<String> models,
            boolean many,
            List<Line> statistics,
            List<String> undefined,
            Optional<PublishedTable> published,
            Optional<RankingTable> ranking,
            Optional<ComparisonTable> comparisons,
            Optional<CostTable> costs,
            List<Chart> partCharts,
            List<ModelSection> sections,
            int draws,
            long seed,
            long confidence) {}

    private record Fact(String value, String name) {}

    private record Line(String name, List<Entry> cells) {}

    private record Entry(String value, String interval) {}

    private record PublishedTable(List<PublishedLine> lines, List<String> from) {}

    private record PublishedLine(String model, String srccPublished, String srcc, String plccPublished, String plcc) {}

    private record RankingTable(List<PlaceLine> places, HeatTable matrix) {}

    private record PlaceLine(int rank, String model, String srcc, String interval, String letters) {}

    private record ComparisonTable(boolean folded, List<ComparisonLine> lines) {}

    private record ComparisonLine(
            String statistic,
            String first,
            String second,
            String difference,
            String interval,
            String p,
            String verdict) {}

    private record CostTable(String base, List<CostLine> lines) {}

    private record CostLine(String model, String srcc, String gain, String patches, String seconds, String times) {}

    /**
     * The page of a result; the worst pictures are read through the file systems' settings.
     *
     * @param published figures for these labels, by the models' names
     */
    public static EvaluationPage of(EvaluationResult result, Map<String, Published> published, Configuration hadoop) {
        return new EvaluationPage(result, published, hadoop);
    }

    /**
     * Writes the page.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file, Configuration hadoop) throws IOException {
        new HtmlReport("evaluation").write(file, "Agreement with people: " + result.labels(), view, hadoop);
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(String.format(Locale.ROOT, "%,d", result.matches().matched()), "pictures"));
        boolean independent = result.references() == result.matches().matched();
        facts.add(new Fact(
                String.format(Locale.ROOT, "%,d", result.references()),
                independent ? "references: each picture is its own" : "references"));
        for (ModelResult model : shown()) {
            AgreementRow srcc = new Figures(model).whole(Statistic.SRCC);
            facts.add(new Fact(Figures.value(srcc), "agreement of " + model.name() + bracketed(srcc)));
        }
        if (result.models().size() == 1) {
            result.models()
                    .get(0)
                    .cost()
                    .ifPresent(cost -> facts.add(new Fact(
                            String.format(Locale.ROOT, "%.3f s", cost.seconds()),
                            cost.patches() > 1
                                    ? String.format(Locale.ROOT, "of one core a picture, %.1f patches", cost.patches())
                                    : "of one core a picture, seen as a whole")));
        }
        return facts;
    }

    /** Of many the first and the last, as the last of a protocol is what it leads to. */
    private List<ModelResult> shown() {
        List<ModelResult> all = result.models();
        if (all.size() <= MOST_SHOWN) {
            return all;
        }
        List<ModelResult> shown = new ArrayList<>(all.subList(0, MOST_SHOWN - 1));
        shown.add(all.get(all.size() - 1));
        return shown;
    }

    private static String bracketed(AgreementRow row) {
        String interval = Figures.interval(row.interval());
        return interval.isEmpty() ? "" : " (" + interval + ")";
    }

    private List<String> leftOut() {
        Matches matches = result.matches();
        List<String> lines = new ArrayList<>();
        matches.models().forEach((model, counts) -> {
            if (counts.missing() > 0) {
                lines.add(counts.missing() + " labelled pictures without a score by " + model);
            }
            counts.failed()
                    .forEach((reason, count) ->
                            lines.add(count + " labelled pictures that " + model + " could not score: " + reason));
        });
        if (matches.unlabelled() > 0) {
            lines.add(matches.unlabelled() + " scored pictures without a label");
        }
        return lines;
    }

    private List<String> names() {
        return result.models().stream().map(ModelResult::name).toList();
    }

    private List<Line> statistics() {
        List<Line> lines = new ArrayList<>();
        for (Statistic statistic : defined(true)) {
            lines.add(line(statistic.title(), model -> {
                AgreementRow row = new Figures(model).whole(statistic);
                return new Entry(Figures.value(row), Figures.interval(row.interval()));
            }));
        }
        lines.add(line("SRCC by Bonett and Wright", model -> {
            AgreementRow row = new Figures(model).whole(Statistic.SRCC);
            return new Entry("", Figures.interval(row.bonettWright()));
        }));
        for (AgreementRow macro : new Figures(result.models().get(0)).of(Part.MACRO, Statistic.SRCC)) {
            String kind = macro.of().toLowerCase(Locale.ROOT);
            lines.add(line("SRCC, mean over " + macro.n() + " " + kind + "s", model -> macro(model, macro.of())));
        }
        return lines;
    }

    /** The statistics that some model has, or those that none has. */
    private List<Statistic> defined(boolean wanted) {
        return Stream.of(Statistic.values())
                .filter(statistic -> wanted
                        == result.models().stream().anyMatch(model -> new Figures(model)
                                .whole(statistic)
                                .value()
                                .isDefined()))
                .toList();
    }

    /** What no model has, a line for each reason. */
    private List<String> undefined() {
        Figures first = new Figures(result.models().get(0));
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (Statistic statistic : defined(false)) {
            byReason.computeIfAbsent(Figures.value(first.whole(statistic)), key -> new ArrayList<>())
                    .add(statistic.title());
        }
        List<String> lines = new ArrayList<>();
        byReason.forEach((reason, titles) -> lines.add(String.join("; ", titles) + ": " + reason));
        return lines;
    }

    private static Entry macro(ModelResult model, String kind) {
        return new Figures(model)
                .of(Part.MACRO, Statistic.SRCC).stream()
                        .filter(row -> row.of().equals(kind))
                        .findFirst()
                        .map(row -> new Entry(Figures.value(row), Figures.interval(row.interval())))
                        .orElse(new Entry("–", ""));
    }

    private interface Cell {
        Entry of(ModelResult model);
    }

    private Line line(String name, Cell cell) {
        return new Line(name, result.models().stream().map(cell::of).toList());
    }

    private Optional<ComparisonTable> comparisons() {
        List<ComparisonLine> lines = result.comparisons().stream()
                .map(row -> new ComparisonLine(
                        row.comparison().statistic().title(),
                        row.first(),
                        row.second(),
                        Figures.signed(row.comparison().difference()),
                        Figures.interval(row.comparison().interval()),
                        Figures.p(row.corrected()),
                        row.verdict()))
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(new ComparisonTable(ranking.isPresent(), lines));
    }

    /** What was published beside what was measured, the best first. */
    private PublishedTable published() {
        List<PublishedLine> lines = new ArrayList<>();
        for (ModelResult model : result.bestFirst()) {
            Published its = published.getOrDefault(model.name(), new Published(Double.NaN, Double.NaN, ""));
            Figures figures = new Figures(model);
            lines.add(new PublishedLine(
                    model.name(),
                    Figures.published(its.srcc()),
                    Figures.both(figures.whole(Statistic.SRCC)),
                    Figures.published(its.plcc()),
                    Figures.both(figures.whole(Statistic.PLCC))));
        }
        return new PublishedTable(
                lines,
                published.values().stream()
                        .map(Published::from)
                        .filter(from -> !from.isEmpty())
                        .distinct()
                        .toList());
    }

    private RankingTable rankingTable(Ranking order) {
        List<PlaceLine> places = order.places().stream()
                .map(place -> {
                    AgreementRow srcc = new Figures(place.model()).whole(Statistic.SRCC);
                    return new PlaceLine(
                            place.rank(),
                            place.model().name(),
                            Figures.value(srcc),
                            Figures.interval(srcc.interval()),
                            place.letters());
                })
                .toList();
        return new RankingTable(places, RankingMatrix.of(order));
    }

    /** What each model costs, and what it gains over the first. */
    private Optional<CostTable> costs() {
        ModelResult base = result.models().get(0);
        if (base.cost().isEmpty() || result.models().size() == 1) {
            return Optional.empty();
        }
        List<CostLine> lines = new ArrayList<>();
        for (ModelResult model : result.models()) {
            if (model.cost().isPresent()) {
                Cost cost = model.cost().get();
                lines.add(new CostLine(
                        model.name(),
                        Figures.both(new Figures(model).whole(Statistic.SRCC)),
                        gain(model, base),
                        String.format(Locale.ROOT, "%.1f", cost.patches()),
                        String.format(Locale.ROOT, "%.3f", cost.seconds()),
                        String.format(
                                Locale.ROOT,
                                "%.1f ×",
                                cost.seconds() / base.cost().get().seconds())));
            }
        }
        return Optional.of(new CostTable(base.name(), lines));
    }

    private String gain(ModelResult model, ModelResult base) {
        return result.comparisons().stream()
                .filter(row -> row.comparison().statistic() == Statistic.SRCC
                        && row.first().equals(model.name())
                        && row.second().equals(base.name()))
                .findFirst()
                .map(row -> Figures.signed(row.comparison().difference()) + " ("
                        + Figures.interval(row.comparison().interval()) + ")")
                .orElse("");
    }

    private List<Chart> partCharts() {
        List<ModelResult> shown = shown();
        List<Chart> charts = new ArrayList<>();
        charts.addAll(parts(shown, Part.DISTORTION, "SRCC by distortion"));
        charts.addAll(parts(shown, Part.LEVEL, "SRCC by level"));
        charts.addAll(parts(shown, Part.REFERENCE, "SRCC by reference"));
        return charts;
    }

    private List<Chart> parts(List<ModelResult> models, Part part, String title) {
        List<String> names = new Figures(models.get(0))
                .of(part, Statistic.SRCC).stream().map(AgreementRow::of).toList();
        if (names.size() < 2) {
            return List.of();
        }
        List<Charts.Bars> bars = models.stream()
                .map(model -> new Charts.Bars(
                        model.name(),
                        new Figures(model)
                                .of(part, Statistic.SRCC).stream()
                                        .map(ModelSection::bar)
                                        .toList()))
                .toList();
        String caption = part == Part.REFERENCE
                ? "Each bar is one content; within it nothing can be drawn again, so there are no intervals."
                : "Whiskers are intervals from the bootstrap over references. A gap has no value; the table of figures says why.";
        return List.of(Charts.bars(
                new Charts.Frame(title, caption, new Charts.Axis("SRCC", Double.NaN, 1), Charts.Axis.of("")),
                names,
                bars));
    }
}
