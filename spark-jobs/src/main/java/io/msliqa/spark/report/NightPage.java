package io.msliqa.spark.report;

import io.msliqa.quality.drift.ScoreCounts;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.nightly.CauseExamples;
import io.msliqa.spark.nightly.NightMessage;
import io.msliqa.spark.nightly.NightResult;
import io.msliqa.spark.nightly.OtherModel;
import io.msliqa.spark.nightly.checks.Finding;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The page of a night: {@code night.mustache}. */
public final class NightPage {

    private static final int MOST_CHECKS = 400;

    private final NightResult result;
    private final NightRow night;
    private final QualityScale scale;
    private final Configuration hadoop;

    private NightPage(NightResult result, Configuration hadoop) {
        this.result = result;
        this.night = result.night();
        this.scale = night.stack().scale();
        this.hadoop = hadoop;
    }

    /** What the template shows. */
    private record View(
            String night,
            String colour,
            String word,
            String headline,
            String lookAt,
            List<String> also,
            List<Fact> facts,
            List<Alarm> alarms,
            List<Chart> changes,
            List<Chart> spread,
            List<Chart> trend,
            List<GroupTable> tables,
            List<WorstPicture> worst,
            boolean framed,
            Optional<Risen> risen,
            List<Failure> failures,
            Optional<AlsoScored> alsoScored,
            List<Line> checks,
            String unlisted,
            List<Fact> cost,
            String baseline,
            String scale,
            String revision) {}

    private record Risen(String text, List<WorstPicture> pictures) {}

    private record Fact(String value, String name) {}

    private record Alarm(String colour, String text, String cause) {}

    private record Failure(String reason, String count, String share, String image, String message) {}

    private record AlsoScored(String judge, List<Other> models) {}

    private record Other(
            String model,
            String scored,
            String failed,
            String before,
            String mean,
            String low,
            String median,
            String high) {}

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
        NightCharts charts = new NightCharts(result);
        List<WorstPicture> worst = WorstPicture.all(result, hadoop);
        List<Finding> findings = Finding.all(night.checks());
        View view = new View(
                night.night(),
                colour(night.verdict().outcome()),
                NightMessage.word(night.verdict().outcome()),
                night.verdict().headline(),
                findings.isEmpty() ? "" : findings.get(0).main().cause().title(),
                findings.stream()
                        .limit(1)
                        .map(Finding::also)
                        .filter(also -> !also.isEmpty())
                        .toList(),
                facts(),
                findings.stream().skip(1).limit(8).map(NightPage::alarm).toList(),
                charts.changes(),
                charts.spread(),
                charts.trend(),
                GroupTable.all(result),
                worst,
                worst.stream().anyMatch(picture -> picture.box().isPresent()),
                risen(),
                failures(),
                alsoScored(),
                checks(),
                night.checks().size() <= MOST_CHECKS
                        ? ""
                        : Integer.toString(night.checks().size() - MOST_CHECKS),
                cost(),
                String.join(", ", night.baseline()),
                scale(),
                night.verdict().revision() > 1 ? "judged " + night.verdict().revision() + " times" : "");
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
            case PASS, NOTED -> "good";
            case NOT_JUDGED -> "open";
            case WARN -> "warn";
            case FAIL, BROKEN -> "bad";
        };
    }

    private static Alarm alarm(Finding finding) {
        return new Alarm(
                colour(finding.outcome()),
                finding.text(),
                finding.main().cause().title());
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
                    : " (" + scale.textOfPoints(result.baseline().mean()) + " before)";
            facts.add(new Fact(scale.textOfPoints(counts.mean()), "mean score" + before));
        }
        night.checks().stream()
                .filter(check -> check.check() == Check.AGREEMENT && Double.isFinite(check.now()))
                .findFirst()
                .ifPresent(check -> facts.add(new Fact(
                        String.format(Locale.ROOT, "%.2f", check.now()),
                        "agreement with people, of at most 1"
                                + (Double.isFinite(check.before())
                                        ? String.format(Locale.ROOT, ", %.2f before", check.before())
                                        : ""))));
        facts.add(new Fact(
                result.drift().isEmpty()
                        ? "none"
                        : Integer.toString(night.baseline().size()),
                result.season().equals("nights") ? "nights compared with" : result.season() + " compared with"));
        return facts;
    }

    private String scale() {
        return String.format(
                Locale.ROOT,
                "%s (worst) to %s (best)",
                trimmed(scale.scoreOfPoints(0)),
                trimmed(scale.scoreOfPoints(100)));
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
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

    /** Alarms first; of very many groups only so many checks, as the JSON has all. */
    private List<Line> checks() {
        return night.checks().stream()
                .sorted(Comparator.comparing(CheckRow::outcome).reversed().thenComparing(CheckRow::isOfGroup))
                .limit(MOST_CHECKS)
                .map(this::line)
                .toList();
    }

    private Optional<AlsoScored> alsoScored() {
        return result.others().isEmpty()
                ? Optional.empty()
                : Optional.of(new AlsoScored(
                        night.stack().model(),
                        result.others().stream().map(NightPage::other).toList()));
    }

    private static Other other(OtherModel other) {
        ScoreCounts now = other.now();
        boolean none = now.size() == 0;
        return new Other(
                other.name(),
                String.format(Locale.ROOT, "%,d", now.size()),
                String.format(Locale.ROOT, "%,d", other.failed()),
                other.before().size() == 0
                        ? "–"
                        : other.scale().textOfPoints(other.before().mean()),
                none ? "–" : other.scale().textOfPoints(now.mean()),
                none ? "–" : other.scale().textOfPoints(now.quantile(0.1)),
                none ? "–" : other.scale().textOfPoints(now.quantile(0.5)),
                none ? "–" : other.scale().textOfPoints(now.quantile(0.9)));
    }

    private Optional<Risen> risen() {
        return CauseExamples.risen(night.checks())
                .map(check -> new Risen(check.text(), WorstPicture.of(result, result.examples(), hadoop)));
    }

    private Line line(CheckRow check) {
        return new Line(
                check.check().title(),
                check.isOfGroup() ? check.dimension() + " " + check.group() : check.dimension(),
                check.text(),
                Double.isFinite(check.effect()) ? String.format(Locale.ROOT, "%.3g", check.effect()) : "",
                limits(check),
                NightMessage.word(check.outcome()));
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
