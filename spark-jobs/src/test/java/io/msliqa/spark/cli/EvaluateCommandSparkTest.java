package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msliqa.foreign.TinyNetwork;
import io.msliqa.protocol.Protocols;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestModels;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.rows.PairColumns;
import io.msliqa.spark.scoring.RunRecord;
import io.msliqa.spark.store.ScoreTable;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The set, its scores and scipy's numbers come from src/test/python/evaluation_fixture.py. */
class EvaluateCommandSparkTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final List<Row> figures = new ArrayList<>();
    private String out;

    @BeforeAll
    static void prepare() {
        SharedSpark.session();
    }

    @BeforeEach
    void unpack() throws IOException {
        for (String name : List.of("labels.csv", "good.csv", "poor.csv")) {
            try (InputStream in = EvaluateCommandSparkTest.class.getResourceAsStream("/evaluation/" + name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
        out = folder.resolve("out").toString();
    }

    private String truth() {
        return "csv=" + folder.resolve("labels.csv") + ",min=0,max=100,better=lower,deviation=mean";
    }

    private String good() {
        return "good=" + folder.resolve("good.csv") + ",min=1,max=5,better=higher";
    }

    private String poor() {
        return "poor=" + folder.resolve("poor.csv") + ",min=0,max=10,better=higher";
    }

    private CommandLineRun evaluate(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("evaluate", "--output", out, "--set", "evaluation.resamples=100"));
        command.addAll(List.of(arguments));
        return msliqa(command.toArray(String[]::new));
    }

    private static JsonNode expected() throws IOException {
        try (InputStream in = EvaluateCommandSparkTest.class.getResourceAsStream("/evaluation/expected.json")) {
            return JSON.readTree(in);
        }
    }

    private JsonNode result() throws IOException {
        return JSON.readTree(folder.resolve("out/evaluation.json").toFile());
    }

    private Row figure(String model, String part, String of, String statistic) {
        if (figures.isEmpty()) {
            figures.addAll(
                    SharedSpark.session().read().parquet(out + "/agreement").collectAsList());
        }
        List<Row> rows = figures.stream()
                .filter(row -> List.of(model, part, of, statistic)
                        .equals(List.of(row.getString(0), row.getString(1), row.getString(2), row.getString(3))))
                .toList();
        assertThat(rows).as(model + " " + part + " " + of + " " + statistic).hasSize(1);
        return rows.get(0);
    }

    private void assertFigure(String part, String of, String statistic, JsonNode value, double tolerance) {
        Row row = figure("good", part, of, statistic);
        assertThat(row.getDouble(row.fieldIndex("value"))).isCloseTo(value.doubleValue(), within(tolerance));
    }

    @Test
    void everyFigureIsScipysAndAReaderGetsIntervalsReasonsFilesAndAPage() throws IOException {
        CommandLineRun run;
        try (SharedSpark.Compiling compiling = SharedSpark.compiling()) {
            run = evaluate("--truth", truth(), "--scores", good());
        }

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        JsonNode expected = expected();
        for (String[] part : new String[][] {
            {"all", "ALL", ""}, {"blur", "DISTORTION", "blur"}, {"level2", "LEVEL", "2"}, {"r03", "REFERENCE", "r03"}
        }) {
            JsonNode numbers = expected.get(part[0]);
            for (String statistic : List.of("SRCC", "KRCC", "PLCC")) {
                assertFigure(part[1], part[2], statistic, numbers.get(statistic.toLowerCase(Locale.ROOT)), 1e-9);
            }
            assertThat(figure("good", part[1], part[2], "SRCC").getInt(4))
                    .isEqualTo(numbers.get("n").intValue());
            if (numbers.has("plcc_logistic5")) {
                assertFigure(part[1], part[2], "PLCC_LOGISTIC5", numbers.get("plcc_logistic5"), 1e-6);
            }
        }
        assertFigure("ALL", "", "RMSE", expected.get("rmse"), 1e-9);
        assertFigure("ALL", "", "MAE", expected.get("mae"), 1e-9);
        assertFigure("ALL", "", "OUTLIER_RATIO", expected.get("outlier_ratio"), 1e-9);
        assertFigure("ALL", "", "PLCC_LOGISTIC5", expected.get("plcc_logistic5"), 1e-9);
        assertFigure("ALL", "", "RMSE_LOGISTIC5", expected.get("rmse_logistic5"), 1e-8);
        assertFigure("MACRO", "DISTORTION", "SRCC", expected.get("macro_distortion_srcc"), 1e-9);
        assertThatAReaderFindsAll(run);
    }

    private void assertThatAReaderFindsAll(CommandLineRun run) throws IOException {
        Row srcc = figure("good", "ALL", "", "SRCC");
        assertThat(srcc.getDouble(srcc.fieldIndex("lower")))
                .isLessThan(srcc.getDouble(srcc.fieldIndex("value")))
                .isNotEqualTo(srcc.getDouble(srcc.fieldIndex("bonett_wright_lower")));
        assertThat(figure("good", "REFERENCE", "r03", "SRCC").getString(11)).contains("fewer than 5 references");
        assertThat(run.out())
                .contains("144 of 144 labelled pictures", "SRCC", "0.955 (", folder + "/out/evaluation.html");
        Dataset<Row> pairs = SharedSpark.session().read().parquet(out + "/pairs");
        assertThat(pairs.count()).isEqualTo(144);
        assertThat(pairs.columns()).contains(PairColumns.OPINION, "score_good");
        assertThat(Files.readString(folder.resolve("out/evaluation.html")))
                .contains("0.955", "SRCC by distortion", "r00-blur-1.png", "The worst disagreements")
                .doesNotContainPattern("(src|href)=[\"']?(https?:)?//");
        assertThat(result().at("/models/0/worst")).hasSize(10);
        assertThat(result().at("/models/0/biases")).hasSize(12);
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "agreement", "comparisons", "evaluation.html", "evaluation.json", "pairs");
        }
    }

    @Test
    void ofTwoModelsItSaysWhichIsReallyBetter() throws IOException {
        CommandLineRun run = evaluate("--truth", truth(), "--scores", poor(), "--scores", good());

        JsonNode comparison = result().at("/comparisons/0");
        assertThat(comparison.get("first").asText()).isEqualTo("good");
        assertThat(comparison.get("lower").doubleValue()).isPositive();
        assertThat(comparison.get("p_holm").doubleValue()).isLessThan(0.05);
        assertThat(comparison.get("verdict").asText()).isEqualTo("good is better");
        assertThat(run.out()).contains("good is better");
    }

    @Test
    void missingDoubledAndInfiniteRowsAreToldAllAtOnceAndNothingIsWritten() throws IOException {
        List<String> scores = new ArrayList<>(Files.readAllLines(folder.resolve("good.csv")));
        scores.remove(1);
        scores.set(1, scores.get(1).replaceFirst(",.*", ",NaN"));
        scores.set(2, scores.get(2).replaceFirst(",.*", ",many"));
        scores.add(scores.get(9));
        scores.add("unknown.png,3");
        Files.write(folder.resolve("good.csv"), scores);

        CommandLineRun run = evaluate("--truth", truth(), "--scores", good());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("4 problems")
                .contains("1 of 144 labelled pictures have no score by good", "r11-jpeg-4.png")
                .contains("2 labelled pictures could not be scored by good {NOT_FINITE=2}")
                .contains("1 labelled pictures have several scores by good")
                .contains("1 scored pictures have no label (such as unknown.png)")
                .doesNotContain("\tat ", "Exception");
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    @Test
    void whatIsMissingMayBeLeftOutAndIsCounted() throws IOException {
        List<String> scores = new ArrayList<>(Files.readAllLines(folder.resolve("good.csv")));
        scores.remove(1);
        scores.add("unknown.png,3");
        Files.write(folder.resolve("good.csv"), scores);

        assertThat(evaluate("--truth", truth(), "--scores", good(), "--allow-missing=labels")
                        .err())
                .contains("1 problem\n")
                .contains("--allow-missing=scores");
        CommandLineRun run = evaluate("--truth", truth(), "--scores", good(), "--allow-missing");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("143 of 144 labelled pictures")
                .contains("left out: 1 labelled pictures without a score by good")
                .contains("left out: 1 scored pictures without a label");
        assertThat(Files.readString(folder.resolve("out/evaluation.html"))).contains("Left out: 1 scored pictures");
    }

    @Test
    void aWrongDirectionIsAnErrorNotANegativeCorrelation() {
        CommandLineRun run = evaluate("--truth", truth().replace("lower", "higher"), "--scores", good());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("The scores of good fall as people's opinions rise: SRCC -0.95", "better=");
    }

    @Test
    void wrongLabelsWrongScoresAndAWrongDirectionAreToldAllAtOnce() throws IOException {
        List<String> labels = new ArrayList<>(Files.readAllLines(folder.resolve("labels.csv")));
        labels.set(1, withScore(labels.get(1), "NaN"));
        labels.set(2, withScore(labels.get(2), "fine"));
        labels.set(3, withScore(labels.get(3), ""));
        labels.set(4, withScore(labels.get(4), "120"));
        labels.add(labels.get(5));
        Files.write(folder.resolve("labels.csv"), labels);
        List<String> scores = new ArrayList<>(Files.readAllLines(folder.resolve("good.csv")));
        scores.remove(1);
        Files.write(folder.resolve("good.csv"), scores);

        CommandLineRun run = evaluate("--truth", truth().replace("lower", "higher"), "--scores", good());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("7 problems")
                .contains("labels.csv:2: the opinion 'NaN' of r00-blur-1.png is no number")
                .contains("labels.csv:3: the opinion 'fine' of r00-blur-2.png is no number")
                .contains("labels.csv:4: the opinion '' of r00-blur-3.png is no number")
                .contains("labels.csv:5: the opinion 120 of r00-blur-4.png is not on the scale")
                .contains("labels.csv:146: r00-noise-1.png has a label already")
                .contains("have no score by good (such as", "r11-jpeg-4.png")
                .contains("The scores of good fall as people's opinions rise")
                .doesNotContain("have no label", "Exception");
    }

    private static String withScore(String line, String score) {
        String[] cells = line.split(",", -1);
        cells[4] = score;
        return String.join(",", cells);
    }

    @Test
    void labelsInParquetAreCheckedRowByRow() {
        StructType schema = new StructType()
                .add("image", DataTypes.StringType)
                .add("mos", DataTypes.StringType)
                .add("std", DataTypes.DoubleType);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rows.add(RowFactory.create("x/r00-blur-" + i + ".png", Integer.toString(i), 1.0));
        }
        rows.add(RowFactory.create("x/nan.png", "NaN", 1.0));
        rows.add(RowFactory.create("x/text.png", "good", 1.0));
        rows.add(RowFactory.create("x/none.png", null, 1.0));
        rows.add(RowFactory.create("x/high.png", "101", 1.0));
        rows.add(RowFactory.create("x/spread.png", "50", -1.0));
        rows.add(RowFactory.create(null, "50", 1.0));
        rows.add(RowFactory.create("x/r00-blur-7.png", "7", 1.0));
        String labels = folder.resolve("labels.parquet").toString();
        SharedSpark.session().createDataFrame(rows, schema).write().parquet(labels);

        CommandLineRun run =
                evaluate("--truth", "parquet=" + labels + ",min=0,max=100", "--scores", good(), "--allow-missing");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("the opinion of x/nan.png is NaN")
                .contains("the opinion 'good' of x/text.png is no number")
                .contains("there is no opinion of x/none.png")
                .contains("the opinion 101 of x/high.png is not on the scale 0 to 100, higher is better")
                .contains("the deviation '-1.0' of x/spread.png is no number from 0")
                .contains("no image is named")
                .contains("1 pictures have several labels (such as x/r00-blur-7.png)");
    }

    @Test
    void scoresOffTheirDeclaredScaleAreRefusedAsLabelsAre() {
        CommandLineRun run = evaluate("--truth", truth(), "--scores", good().replace("max=5", "max=3"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("scores of good are not on the scale that is declared for them, 1 to 3, higher is better")
                .contains("(such as r0", "set min= and max=");
    }

    @Test
    void theNameThatIsGivenIsKeptAndNamesInOtherWritingsAreTheSamePictures() throws IOException {
        List<String> labels = new ArrayList<>(Files.readAllLines(folder.resolve("labels.csv")));
        labels.replaceAll(line -> line.replace("r00-", "r\u00f600-"));
        Files.write(folder.resolve("labels.csv"), labels);
        List<String> scores = new ArrayList<>(Files.readAllLines(folder.resolve("good.csv")));
        scores.replaceAll(line -> line.replaceFirst("(?i)^([^,/]*/)*r00-", "D:\\\\photos\\\\ro\u030800-"));
        Files.write(folder.resolve("good.csv"), scores);

        CommandLineRun run = evaluate("--truth", truth() + ",name=Panel 7", "--scores", good());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("144 of 144 labelled pictures of Panel 7");
    }

    @Test
    void scoresThatAreAllTheSameAreAWarning() throws IOException {
        List<String> scores = new ArrayList<>(Files.readAllLines(folder.resolve("good.csv")));
        scores.replaceAll(line -> line.startsWith("image") ? line : line.replaceFirst(",.*", ",3.2"));
        Files.write(folder.resolve("good.csv"), scores);

        CommandLineRun run = evaluate("--truth", truth(), "--scores", good());

        assertThat(run.code()).isEqualTo(ExitCode.WARNINGS.number());
        assertThat(run.out()).contains("Warning: all scores of good are the same");
    }

    @Test
    void theOutlierRatioNeedsTheNumberOfOpinionsUnlessDeviationsAreOfTheMean() throws IOException {
        evaluate("--truth", truth().replace(",deviation=mean", ""), "--scores", good());
        Row unknown = figure("good", "ALL", "", "OUTLIER_RATIO");
        assertThat(unknown.isNullAt(unknown.fieldIndex("value"))).isTrue();
        assertThat(unknown.getString(11)).contains("number of opinions");
        figures.clear();

        evaluate("--truth", truth().replace("deviation=mean", "opinions=16"), "--scores", good());
        Row sixteen = figure("good", "ALL", "", "OUTLIER_RATIO");
        assertThat(sixteen.getDouble(sixteen.fieldIndex("value")))
                .isGreaterThan(expected().get("outlier_ratio").doubleValue());
        Row better = figure("good", "ALL", "", "AUC_BETTER");
        assertThat(better.getDouble(better.fieldIndex("value"))).isBetween(0.9, 1.0);
    }

    @Test
    void optionsThatDoNotFitTogetherAreRefused() throws IOException {
        Files.createDirectories(folder.resolve("out/holiday"));
        assertUserError("no evaluation made", "--truth", truth(), "--scores", good());
        out = folder.resolve("other").toString();
        assertUserError("never guessed", "--truth", truth(), "--scores", "good=" + folder + "/good.csv");
        assertUserError("no scores", "--truth", truth(), "--scores", folder + "/nowhere");
        assertUserError("leave out --scores", "--truth", truth(), "--scores", good(), "--protocol");
        assertUserError("called the same", "--truth", truth(), "--scores", good(), "--scores", good());
        assertUserError("dimension", "--truth", truth() + ",dimension=3", "--scores", good());
    }

    private void assertUserError(String mentioned, String... arguments) {
        CommandLineRun run = evaluate(arguments);
        assertThat(run.err()).contains(mentioned).doesNotContain("\tat ");
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void theProtocolScoresInEveryWayAndSaysWhatEachStepGainsAndCosts() throws IOException {
        TestPictures.write(folder.resolve("pictures"), 6);
        StringBuilder labels = new StringBuilder("image,score\n");
        for (int i = 0; i < 6; i++) {
            labels.append(String.format(Locale.ROOT, "picture-%02d.png,%d%n", i, 10 + i * 7 % 5));
        }
        Files.writeString(folder.resolve("pictures.csv"), labels);
        Path model = folder.resolve("model");
        TestModels.untrained(1).save(model);

        CommandLineRun run = evaluate(
                "--truth",
                "csv=" + folder.resolve("pictures.csv") + ",images=" + folder.resolve("pictures") + ",min=0,max=20",
                "--protocol",
                "--model",
                model.toString(),
                "--set",
                "patches.sizes=[32,64]",
                "--set",
                "patches.grid=1",
                "--set",
                "patches.scales=[1]");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        List<String> names = new ArrayList<>();
        result().get("models").forEach(one -> names.add(one.get("model").asText()));
        assertThat(names).containsExactly("whole picture", "1 patch", "2 patches", "4 patches");
        assertThat(result().at("/models/3/cost/patches").doubleValue()).isEqualTo(4);
        assertThat(result().at("/models/1/cost/patches").doubleValue()).isEqualTo(1);
        assertThat(result().get("comparisons")).hasSize(6 * 3);
        assertThat(figure("whole picture", "HEAD", "crop-224", "SRCC").getInt(4))
                .isEqualTo(6);
        assertThat(figure("4 patches", "SIZE", "64", "SRCC").getInt(4)).isEqualTo(6);
        assertThat(run.out()).contains("patches a picture", "4 patches, by the patches of one size");
        assertThat(Files.readString(folder.resolve("out/evaluation.html")))
                .contains("Gain and cost", "data:image/jpeg");
    }

    /** The good scores with more and more that has nothing to do with the pictures. */
    private String worse(int noise) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("good.csv"));
        Random random = new Random(noise);
        StringBuilder worse = new StringBuilder(lines.get(0)).append('\n');
        for (String line : lines.subList(1, lines.size())) {
            int comma = line.lastIndexOf(',');
            double score = Double.parseDouble(line.substring(comma + 1)) + 0.25 * noise * random.nextGaussian();
            worse.append(line, 0, comma + 1).append(score).append('\n');
        }
        Path file = Files.writeString(folder.resolve("worse-" + noise + ".csv"), worse);
        return "a-network-of-others-with-noise-" + noise + "=" + file + ",min=-30,max=40,better=higher";
    }

    @Test
    void manyModelsAreRankedInGroupsThatShareALetterWhereNoTestTellsThemApart() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--truth", truth()));
        for (int noise : List.of(3, 0, 6, 1, 5, 2, 4)) {
            arguments.addAll(List.of("--scores", worse(noise)));
        }

        CommandLineRun run = evaluate(arguments.toArray(String[]::new));

        assertThat(run.err()).isEmpty();
        Map<String, String> letters = new LinkedHashMap<>();
        result().get("ranking")
                .forEach(place -> letters.put(
                        place.get("model").asText(), place.get("not_told_apart").asText()));
        assertThat(letters).hasSize(7);
        List<Double> inOrder = letters.keySet().stream()
                .map(model -> figure(model, "ALL", "", "SRCC"))
                .map(row -> row.<Double>getAs("value"))
                .toList();
        assertThat(inOrder).isSortedAccordingTo(Comparator.reverseOrder());
        int apart = 0;
        for (JsonNode test : result().get("comparisons")) {
            if (test.get("statistic").asText().equals("SRCC")) {
                boolean different = test.get("p_holm").doubleValue() < 0.05;
                apart += different ? 1 : 0;
                assertThat(letters.get(test.get("first").asText())
                                .chars()
                                .anyMatch(letter ->
                                        letters.get(test.get("second").asText()).indexOf(letter) >= 0))
                        .as(test.toString())
                        .isEqualTo(!different);
            }
        }
        assertThat(apart).isBetween(1, 20);
        String text = run.out().substring(run.out().indexOf("Who is really better"));
        assertThat(text.lines().filter(line -> !line.contains(folder.toString())))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(text).containsPattern("  1  a-network-\\.\\.\\.h-noise-0 +0\\.\\d{3} \\(.*\\) +a");
        assertThat(Files.readString(folder.resolve("out/evaluation.html")))
                .contains("not told apart", "SRCC of the row minus that of the column", "All paired tests");
    }

    @Test
    void publishedFiguresStandBesideThoseThatAreMeasuredWithinAHundredColumns() throws IOException {
        Path pictures = folder.resolve("pictures");
        StringBuilder labels = new StringBuilder("image,score\n");
        for (int i = 0; i < 6; i++) {
            // The brighter, the better: a plain grey picture each.
            BufferedImage picture = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
            int grey = 20 * (i + 1);
            for (int place = 0; place < 1600; place++) {
                picture.setRGB(place % 40, place / 40, grey * 0x010101);
            }
            Files.createDirectories(pictures);
            ImageIO.write(picture, "png", pictures.resolve(i + ".png").toFile());
            labels.append(i).append(".png,").append(i + 1).append('\n');
        }
        Files.writeString(folder.resolve("pictures.csv"), labels);
        Path bright = TinyNetwork.brightness()
                .write(
                        folder.resolve("bright"),
                        Protocols.with(
                                "provenance { published { ours { srcc = 0.71, plcc = 0.7, from = a paper } } }"));
        Path half = TinyNetwork.brightness()
                .write(
                        folder.resolve("half"),
                        Protocols.with(
                                "score = [ { gain = 0.5 } ]", "provenance { published { ours { srcc = 0.5 } } }"));

        CommandLineRun run = evaluate(
                "--truth",
                "csv=" + folder.resolve("pictures.csv") + ",name=ours,images=" + pictures + ",min=0,max=10",
                "--model",
                half.toString(),
                "--model",
                bright.toString());

        assertThat(run.err()).isEmpty();
        // One run scored both, so each picture was decoded once.
        assertThat(ScoreTable.existing(
                                SharedSpark.session(),
                                folder.resolve("out/scores/models").toString())
                        .history()
                        .records(RunRecord.class))
                .singleElement()
                .satisfies(record -> assertThat(record.also()).hasSize(1));
        String table = run.out().substring(run.out().indexOf("Published and measured on ours"));
        assertThat(table.lines().toList().subList(2, 5))
                .satisfiesExactly(
                        first -> assertThat(first).containsPattern("^  half +0\\.50 1\\.000.* – "),
                        second -> assertThat(second).containsPattern("^  bright +0\\.71 1\\.000.* 0\\.70 "),
                        source -> assertThat(source).isEqualTo("  published: a paper"));
        assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }
}
