package io.msliqa.spark.report;

import io.msliqa.drift.DriftResult;
import io.msliqa.drift.Estimate;
import io.msliqa.drift.ScoreCounts;
import io.msliqa.drift.ShiftStatistic;
import io.msliqa.spark.nightly.NightMessage;
import io.msliqa.spark.nightly.NightResult;
import io.msliqa.spark.nightly.Points;
import io.msliqa.spark.nightly.Verdicts;
import io.msliqa.spark.report.Charts.Axis;
import io.msliqa.spark.report.Charts.Bar;
import io.msliqa.spark.report.Charts.Bars;
import io.msliqa.spark.report.Charts.Frame;
import io.msliqa.spark.report.Charts.Histogram;
import io.msliqa.spark.report.Charts.Moment;
import io.msliqa.spark.table.Check;
import io.msliqa.spark.table.CheckRow;
import io.msliqa.spark.table.NightRow;
import io.msliqa.spark.table.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/** The page of a night: {@code night.mustache}. */
public final class NightPage {

    private static final int MOST_NIGHTS = 60;
    private static final int MOST_GROUPS = 12;
    private static final int BINS = 25;
    private static final int THUMBNAIL = 360;

    private final NightResult result;
    private final NightRow night;
    private final Points points;
    private final Configuration hadoop;

    private NightPage(NightResult result, Configuration hadoop) {
        this.result = result;
        this.night = result.night();
        this.points = Points.of(night.stack());
        this.hadoop = hadoop;
    }

    /** What the template shows. */
    private record View(
            String night,
            String colour,
            String word,
            String headline,
            String lookAt,
            List<Fact> facts,
            List<Alarm> alarms,
            List<Chart> changes,
            List<Chart> spread,
            List<Chart> trend,
            List<Table> tables,
            List<Picture> worst,
            List<Failure> failures,
            List<Line> checks,
            List<Fact> cost,
            String baseline,
            String scale,
            String revision) {}

    private record Fact(String value, String name) {}

    private record Alarm(String colour, String word, String text, String cause) {}

    private record Table(String dimension, List<GroupLine> lines) {}

    private record GroupLine(
            String group, String pictures, String share, String before, String now, String shift, String verdict) {}

    private record Picture(Optional<String> picture, Optional<String> box, String score, String name, String patch) {}

    private record Failure(String reason, String count, String share, String image, String message) {}

    private record Line(String check, String about, String text, String effect, String limits, String outcome) {}

    /** The page of a night; the worst pictures are read through the file systems' settings. */
    public static NightPage of(NightResult result, Configuration hadoop) {
        return new NightPage(result, hadoop);
    }

    /**
     * Writes the page.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file, Configuration settings) throws IOException {
        List<CheckRow> alarms = Verdicts.alarms(night.checks());
        View view = new View(
                night.night(),
                colour(night.verdict().outcome()),
                NightMessage.word(night.verdict().outcome()),
                night.verdict().headline(),
                alarms.isEmpty() ? "" : alarms.get(0).cause().title(),
                facts(),
                alarms.stream().skip(1).limit(8).map(NightPage::alarm).toList(),
                changes(),
                spread(),
                trend(),
                tables(),
                worst(),
                failures(),
                night.checks().stream()
                        .sorted(Comparator.comparing(CheckRow::outcome).reversed())
                        .map(this::line)
                        .toList(),
                cost(),
                String.join(", ", night.baseline()),
                scale(),
                night.verdict().revision() > 1
                        ? "judged for the " + night.verdict().revision() + "th time"
                        : "");
        new HtmlReport("night")
                .write(
                        file,
                        "Picture quality " + night.night() + ": "
                                + NightMessage.word(night.verdict().outcome()),
                        view,
                        settings);
    }

    static String colour(Outcome outcome) {
        return switch (outcome) {
            case PASS, NOT_JUDGED -> "good";
            case WARN -> "warn";
            case FAIL, BROKEN -> "bad";
        };
    }

    private static Alarm alarm(CheckRow check) {
        return new Alarm(
                colour(check.outcome()),
                NightMessage.word(check.outcome()),
                Verdicts.sentence(check),
                check.cause().title());
    }

    private List<Fact> facts() {
        NightRow.Counts counts = night.counts();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(String.format(Locale.ROOT, "%,d", counts.pictures()), "new pictures"));
        facts.add(new Fact(
                counts.pictures() == 0
                        ? "0"
                        : String.format(Locale.ROOT, "%.1f %%", 100.0 * counts.failed() / counts.pictures()),
                "without a score"));
        if (counts.scored() > 0) {
            String before = result.baseline().size() == 0
                    ? ""
                    : " (" + points.text(result.baseline().mean()) + " before)";
            facts.add(new Fact(points.text(counts.mean()), "mean score" + before));
        }
        facts.add(new Fact(Integer.toString(night.baseline().size()), "nights compared with"));
        return facts;
    }

    private String scale() {
        return String.format(
                Locale.ROOT, "%s (worst) to %s (best)", trimmed(points.score(0)), trimmed(points.score(100)));
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** A group's change of the mean. */
    private record Change(String name, Estimate shift) {}

    private List<Chart> changes() {
        List<Change> changes = new ArrayList<>();
        result.drift().forEach((dimension, drift) -> {
            if (!dimension.isEmpty() && drift.groups().size() > 1) {
                drift.groups().forEach((group, part) -> {
                    Estimate shift = part.shifts().get(ShiftStatistic.MEAN);
                    if (shift.isDefined() && part.now() >= 3) {
                        changes.add(new Change(dimension + " " + group, shift));
                    }
                });
            }
        });
        if (changes.isEmpty()) {
            return List.of();
        }
        List<Change> most = changes.stream()
                .sorted(Comparator.comparingDouble(
                        (Change change) -> -Math.abs(change.shift().value())))
                .limit(MOST_GROUPS)
                .toList();
        List<Bar> bars = most.stream()
                .map(change -> new Bar(
                        change.shift().value(),
                        change.shift().lower(),
                        change.shift().upper(),
                        String.format(
                                Locale.ROOT,
                                "%s: %+.2f (%+.2f to %+.2f)",
                                change.name(),
                                change.shift().value(),
                                change.shift().lower(),
                                change.shift().upper())))
                .toList();
        return List.of(Charts.bars(
                new Frame(
                        "Change of the mean score by group",
                        "In standard deviations of the nights before, with 95 % intervals. To the left: worse than before.",
                        Axis.of("standard deviations"),
                        Axis.of("")),
                most.stream().map(Change::name).toList(),
                List.of(new Bars("change", bars))));
    }

    private List<Chart> spread() {
        if (result.scores().size() == 0) {
            return List.of();
        }
        List<ScoreCounts> all =
                result.baseline().size() == 0 ? List.of(result.scores()) : List.of(result.baseline(), result.scores());
        int low =
                all.stream().mapToInt(counts -> counts.cells().firstKey()).min().orElseThrow();
        int high =
                all.stream().mapToInt(counts -> counts.cells().lastKey()).max().orElseThrow();
        double width = Math.max(1, (high - low + 1.0) / BINS);
        List<Double> edges = new ArrayList<>();
        for (int i = 0; i <= BINS; i++) {
            edges.add(points.score((low + i * width) * ScoreCounts.STEP));
        }
        List<Histogram> histograms = new ArrayList<>();
        if (all.size() > 1) {
            histograms.add(histogram("nights before", result.baseline(), low, width));
        }
        histograms.add(histogram("this night", result.scores(), low, width));
        return List.of(Charts.histogram(
                new Frame(
                        "Scores then and now",
                        "Share of the pictures by score. A hill that moved to the bad end means worse pictures.",
                        Axis.of("score"),
                        Axis.of("share of pictures")),
                edges,
                histograms));
    }

    private static Histogram histogram(String name, ScoreCounts counts, int low, double width) {
        double[] shares = new double[BINS];
        counts.cells()
                .forEach((cell, count) ->
                        shares[Math.min(BINS - 1, (int) ((cell - low) / width))] += (double) count / counts.size());
        List<Double> list = new ArrayList<>();
        for (double share : shares) {
            list.add(share);
        }
        return new Histogram(name, list);
    }

    private List<Chart> trend() {
        List<NightRow> nights = new ArrayList<>(result.before());
        nights.add(night);
        List<NightRow> shown = nights.subList(Math.max(0, nights.size() - MOST_NIGHTS), nights.size());
        if (shown.size() < 2) {
            return List.of();
        }
        List<String> names = shown.stream().map(NightRow::night).toList();
        List<Moment> means = shown.stream().map(NightPage::mean).toList();
        List<Moment> failures = shown.stream().map(NightPage::failureRate).toList();
        return List.of(
                Charts.overTime(
                        new Frame(
                                "Mean score, night by night",
                                "Grey: where eight of ten pictures of the night lie.",
                                Axis.of(""),
                                Axis.of("score")),
                        names,
                        "mean",
                        means),
                Charts.overTime(
                        new Frame(
                                "Pictures without a score, night by night",
                                "In percent of the pictures.",
                                Axis.of(""),
                                Axis.of("percent")),
                        names,
                        "without a score",
                        failures));
    }

    private static Moment mean(NightRow night) {
        Points points = Points.of(night.stack());
        NightRow.Counts counts = night.counts();
        return new Moment(
                points.score(counts.mean()),
                points.score(counts.p10()),
                points.score(counts.p90()),
                night.night() + ": " + (counts.scored() > 0 ? points.text(counts.mean()) : "no score") + ", "
                        + NightMessage.word(night.verdict().outcome()));
    }

    private static Moment failureRate(NightRow night) {
        double percent = 100.0 * night.counts().failed() / night.counts().pictures();
        return new Moment(
                percent, Double.NaN, Double.NaN, String.format(Locale.ROOT, "%s: %.1f %%", night.night(), percent));
    }

    private List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        result.drift().forEach((dimension, drift) -> {
            if (!dimension.isEmpty()) {
                tables.add(new Table(
                        dimension,
                        drift.groups().entrySet().stream()
                                .sorted(Comparator.comparingDouble(group -> sort(group.getValue())))
                                .map(group -> line(dimension, group, drift))
                                .toList()));
            }
        });
        return tables;
    }

    private static double sort(DriftResult.Part part) {
        double shift = part.shifts().get(ShiftStatistic.MEAN).value();
        return Double.isNaN(shift) ? Double.MAX_VALUE : shift;
    }

    private GroupLine line(String dimension, Map.Entry<String, DriftResult.Part> group, DriftResult drift) {
        DriftResult.Part part = group.getValue();
        DriftResult.Contribution mix = drift.mix().groups().get(group.getKey());
        Estimate shift = part.shifts().get(ShiftStatistic.MEAN);
        Outcome worst = night.checks().stream()
                .filter(check ->
                        check.dimension().equals(dimension) && check.group().equals(group.getKey()))
                .map(CheckRow::outcome)
                .reduce(Outcome::or)
                .orElse(Outcome.NOT_JUDGED);
        return new GroupLine(
                group.getKey(),
                String.format(Locale.ROOT, "%,d", part.now()),
                String.format(Locale.ROOT, "%.0f %% → %.0f %%", 100 * mix.shareBefore(), 100 * mix.shareNow()),
                part.before() == 0 ? "–" : points.text(part.meanBefore()),
                part.now() == 0 ? "–" : points.text(part.meanNow()),
                shift.isDefined()
                        ? String.format(
                                Locale.ROOT, "%+.2f (%+.2f to %+.2f)", shift.value(), shift.lower(), shift.upper())
                        : "–",
                worst == Outcome.NOT_JUDGED
                        ? "too few"
                        : worst == Outcome.PASS ? "as before" : NightMessage.word(worst));
    }

    private List<Picture> worst() {
        Thumbnails thumbnails = new Thumbnails(hadoop, THUMBNAIL);
        List<Picture> pictures = new ArrayList<>();
        for (Row row : result.worst()) {
            String image = row.getAs("image");
            pictures.add(new Picture(
                    thumbnails.of(image),
                    box(row),
                    points.text(points.points(row.<Double>getAs("score"))),
                    image.replaceFirst("^file:/+", "/"),
                    patch(row)));
        }
        return pictures;
    }

    /** Where the worst patch lies, in percent of the picture; empty if it is all of it. */
    private static Optional<String> box(Row row) {
        Row patch = row.getAs("worst_patch");
        double width = row.<Integer>getAs("width");
        double height = row.<Integer>getAs("height");
        double x = Math.max(0, patch.<Integer>getAs("x"));
        double y = Math.max(0, patch.<Integer>getAs("y"));
        double right = Math.min(width, patch.<Integer>getAs("x") + patch.<Integer>getAs("width"));
        double bottom = Math.min(height, patch.<Integer>getAs("y") + patch.<Integer>getAs("height"));
        boolean all = x == 0 && y == 0 && right == width && bottom == height;
        return all
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "left:%.1f%%;top:%.1f%%;width:%.1f%%;height:%.1f%%",
                        100 * x / width,
                        100 * y / height,
                        100 * (right - x) / width,
                        100 * (bottom - y) / height));
    }

    private static String patch(Row row) {
        Row patch = row.getAs("worst_patch");
        return String.format(
                Locale.ROOT,
                "worst part: %d × %d at %d, %d",
                patch.<Integer>getAs("width"),
                patch.<Integer>getAs("height"),
                patch.<Integer>getAs("x"),
                patch.<Integer>getAs("y"));
    }

    private List<Failure> failures() {
        return result.failures().stream()
                .map(row -> new Failure(
                        row.getString(0),
                        String.format(Locale.ROOT, "%,d", row.getLong(1)),
                        String.format(
                                Locale.ROOT,
                                "%.1f %%",
                                100.0 * row.getLong(1) / night.counts().pictures()),
                        row.getString(2).replaceFirst("^file:/+", "/"),
                        row.isNullAt(3) ? "" : row.getString(3)))
                .toList();
    }

    private Line line(CheckRow check) {
        return new Line(
                check.check().title(),
                check.isOfGroup() ? check.dimension() + " " + check.group() : check.dimension(),
                check.text(),
                Double.isFinite(check.effect()) ? String.format(Locale.ROOT, "%.3g", check.effect()) : "",
                limits(check),
                check.outcome() == Outcome.NOT_JUDGED ? "not judged" : NightMessage.word(check.outcome()));
    }

    private static String limits(CheckRow check) {
        boolean below = check.check() == Check.DELIVERY;
        String sign = below ? "< " : "> ";
        List<String> limits = new ArrayList<>();
        if (check.warn() > 0) {
            limits.add("warn " + sign + String.format(Locale.ROOT, "%.3g", check.warn()));
        }
        if (check.fail() > 0) {
            limits.add("fail " + sign + String.format(Locale.ROOT, "%.3g", check.fail()));
        }
        return String.join(", ", limits);
    }

    private List<Fact> cost() {
        List<Fact> facts = new ArrayList<>();
        night.seconds()
                .forEach((stage, seconds) -> facts.add(
                        new Fact(String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%,.0f s", seconds), stage)));
        result.cost().ifPresent(cost -> facts.add(new Fact(String.format(Locale.ROOT, "%.2f", cost), "cost")));
        return facts;
    }
}
