package io.msliqa.spark.nightly.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.quality.drift.ScoreCounts;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.nightly.CauseExamples;
import io.msliqa.spark.nightly.NightResult;
import io.msliqa.spark.report.NightIndexPage;
import io.msliqa.spark.report.NightPage;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.NightRow.Stack;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.settings.NightlySettings;
import io.msliqa.spark.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Pages of seven kinds of night, and of a night of 100 folders and 50,000 pictures; they stay in {@code target/pages}. */
class NightPagesTest {

    private static final Path PAGES = Path.of("target", "pages");
    private static final Pattern STATISTICS = Pattern.compile(
            "standard deviation|PSI|Wasserstein|SRCC|interval|percentile|quantile", Pattern.CASE_INSENSITIVE);
    private static final TreeMap<String, Double> CANARIES = new TreeMap<>(Map.of("a.jpg", 3.0, "b.jpg", 2.0));

    private static final NightlySettings SETTINGS = Settings.defaults().nightly();

    /** Of nights that are history soon, only outcome and figures are read. */
    private static final NightlySettings FEWER_DRAWS = Settings.load(
                    List.of(), Map.of("nightly.bootstrap.resamples", "100"))
            .nightly();

    private final SimulatedYear year = new SimulatedYear(5);

    private static Stack stack(String model) {
        return new Stack("", "small", model, "pre-1", 1, 5, true);
    }

    private static NightResult judge(
            NightlySettings settings,
            List<NightRow> before,
            List<SimulatedYear.Night> nights,
            SimulatedYear.Night night,
            String model) {
        TreeMap<String, Double> canaries = new TreeMap<>(CANARIES);
        if (!model.equals("model-1")) {
            canaries.replaceAll((name, score) -> score + 0.4);
        }
        LocalDate date = LocalDate.parse(night.name());
        NightJudge judge = new NightJudge(
                settings,
                before,
                new NightJudge.Asked(
                        night.name(), stack(model), canaries, date.atTime(2, 30).toInstant(ZoneOffset.UTC), List.of()));
        List<String> names = judge.alike().stream().map(NightRow::night).toList();
        List<SimulatedYear.Night> compared = new ArrayList<>(
                nights.stream().filter(one -> names.contains(one.name())).toList());
        compared.add(night);
        NightComparison comparison =
                new NightComparison(settings, QualityScale.higherIsBetter(1, 5), SimulatedYear.grouped(compared));
        NightJudge.Judged judged = judge.judge(comparison, night.counts());
        List<CheckRow> checks = NightJudge.weighed(settings, judged.checks());
        NightRow row = new NightRow(
                night.name(),
                new NightRow.Verdict(
                        Verdicts.outcome(checks),
                        Verdicts.headline(checks),
                        false,
                        2,
                        date.atTime(2, 40).toInstant(ZoneOffset.UTC)),
                new NightRow.Share(List.of("/in"), List.of()),
                night.counts(),
                judge.stack(),
                names,
                checks,
                canaries,
                Map.of("decode", 12.0, "whole run", 25.0));
        return new NightResult(
                row,
                before,
                judge.season().plural(),
                judged.drift(),
                comparison.scores(List.of(night.name())),
                judged.drift().isEmpty() ? new ScoreCounts(new TreeMap<>()) : comparison.scores(names),
                worst(4),
                List.of(),
                CauseExamples.risen(checks).isPresent() ? worst(3) : List.of(),
                List.of(),
                Optional.empty());
    }

    /** Sample pictures, the first two without a frame as they were seen as a whole. */
    private static List<Row> worst(int most) {
        StructType type = new StructType()
                .add(ScoreColumns.IMAGE, DataTypes.StringType)
                .add(ScoreColumns.SCORE, DataTypes.DoubleType)
                .add(ScoreColumns.WIDTH, DataTypes.IntegerType)
                .add(ScoreColumns.HEIGHT, DataTypes.IntegerType)
                .add(ScoreColumns.WORST_PATCH, ScoreColumns.WORST_PATCH_TYPE);
        try (Stream<Path> files = Files.list(Path.of("..", "docs", "samples"))) {
            List<Path> pictures = files.filter(file -> file.toString().matches(".*\\.(jpg|png)"))
                    .sorted()
                    .limit(most)
                    .toList();
            List<Row> rows = new ArrayList<>();
            for (Path picture : pictures) {
                Row patch = new GenericRowWithSchema(
                        new Object[] {1.5, 1.0, 0, 0, 512, 384}, ScoreColumns.WORST_PATCH_TYPE);
                rows.add(new GenericRowWithSchema(
                        new Object[] {
                            picture.toAbsolutePath().normalize().toUri().toString(), 1.4, 512, 384, patch
                        },
                        type));
            }
            return rows;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Nights that were judged, and their pictures. */
    private record History(List<NightRow> known, List<SimulatedYear.Night> nights) {}

    /** Quiet nights before one. */
    private History history(LocalDate until, int days) {
        List<SimulatedYear.Night> nights = new ArrayList<>();
        List<NightRow> known = new ArrayList<>();
        for (LocalDate date = until.minusDays(days); date.isBefore(until); date = date.plusDays(1)) {
            SimulatedYear.Night night = year.night(date, true);
            known.add(judge(FEWER_DRAWS, known, nights, night, "model-1").night());
            nights.add(night);
        }
        return new History(known, nights);
    }

    private static String write(NightResult result, String name) throws IOException {
        Configuration hadoop = new Configuration();
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(
                PAGES.resolve(name + ".html").toAbsolutePath().toUri());
        NightPage.of(result, hadoop).write(file, hadoop);
        return Files.readString(PAGES.resolve(name + ".html"));
    }

    private static String aboveTheFold(String page) {
        String body = page.substring(page.indexOf("<body>"));
        return body.substring(0, body.indexOf("<h2>")).replaceAll("<[^>]*>", " ");
    }

    @Test
    void whatAManagerReadsHasNoStatistics() throws IOException {
        Map<String, LocalDate> kinds = new TreeMap<>(Map.of(
                "passed", LocalDate.parse("2026-02-18"),
                "encoder", LocalDate.parse("2026-06-10"),
                "camera", LocalDate.parse("2026-07-15"),
                "mix", LocalDate.parse("2026-08-20"),
                "missing-folder", LocalDate.parse("2026-11-20"),
                "model", LocalDate.parse("2026-02-18")));
        Map<LocalDate, History> histories = new HashMap<>();
        for (Map.Entry<String, LocalDate> kind : kinds.entrySet()) {
            History history = histories.computeIfAbsent(kind.getValue(), date -> history(date, 15));
            String model = kind.getKey().equals("model") ? "model-2" : "model-1";
            NightResult result =
                    judge(SETTINGS, history.known(), history.nights(), year.night(kind.getValue(), false), model);
            String page = write(result, kind.getKey());
            assertThat(aboveTheFold(page)).as(kind.getKey()).doesNotContainPattern(STATISTICS);
            assertThat(page).doesNotContain("<summary>0 more");
            System.out.println(kind.getKey() + ": " + result.night().verdict().outcome() + " "
                    + result.night().verdict().headline());
        }
        NightResult first =
                judge(SETTINGS, List.of(), List.of(), year.night(LocalDate.parse("2026-02-18"), false), "model-1");
        assertThat(aboveTheFold(write(first, "first"))).contains("not judged").doesNotContainPattern(STATISTICS);
    }

    @Test
    void aHundredFoldersAndAYearOfNightsStayReadable() throws IOException {
        List<SimulatedYear.Night> nights = IntStream.range(0, 15)
                .mapToObj(i -> year.big(LocalDate.parse("2026-03-02").plusDays(i), 100, 500))
                .toList();
        List<NightRow> known = new ArrayList<>();
        for (SimulatedYear.Night night : nights.subList(0, 4)) {
            known.add(judge(FEWER_DRAWS, known, nights, night, "model-1").night());
        }
        NightResult result = judge(SETTINGS, known, nights, nights.get(14), "model-1");
        String page = write(result, "big");
        assertThat(result.night().counts().pictures()).isGreaterThan(45_000);
        assertThat(page.length()).isLessThan(3_000_000);

        List<NightRow> year = IntStream.range(0, 365)
                .mapToObj(i -> TestNights.night(
                        LocalDate.parse("2026-01-01").plusDays(i).toString(), 50_000, 12))
                .toList();
        org.apache.hadoop.fs.Path index = new org.apache.hadoop.fs.Path(
                PAGES.resolve("index.html").toAbsolutePath().toUri());
        new NightIndexPage(year).write(index, new Configuration());
        assertThat(Files.size(PAGES.resolve("index.html"))).isLessThan(3_000_000);
        System.out.println("big page " + page.length() + " bytes, year " + Files.size(PAGES.resolve("index.html")));
    }
}
