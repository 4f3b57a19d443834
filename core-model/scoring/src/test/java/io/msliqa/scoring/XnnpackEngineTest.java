package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.PixelImage;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.Backbone;
import io.msliqa.network.HashedNetwork;
import io.msliqa.patch.PatchPlan;
import io.msliqa.scoring.ImageResult.Scored;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class XnnpackEngineTest {

    /** What engines differ by at most, 1e-5 of the scale's four points. */
    private static final double TOLERANCE = 4e-5;

    private static final Path SAMPLES = Path.of("../../docs/samples");

    @TempDir
    Path folder;

    @Test
    void aPicturesBitsDoNotDependOnTheBatch() {
        PixelImage picture = TestScorers.noise(64, 64, 1);
        try (PatchScorer scorer = CpuPatchScorer.open(
                CpuRuntime.XNNPACK, "hashed-small-3", () -> HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 3))) {
            PatchBatch alone = new PatchBatch(1, 64, 64);
            alone.add(picture);
            PatchBatch many = new PatchBatch(11, 64, 64);
            for (int i = 0; i < 9; i++) {
                many.add(TestScorers.noise(64, 64, i));
            }

            float[][] scores = scorer.score(many);

            assertThat(scores).hasDimensions(9, scorer.columns());
            assertThat(scores[1]).isEqualTo(scorer.score(alone)[0]);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ScoringMode.class,
            names = {"SINGLE", "TTA"})
    void scoresSamplesAsOnnxRuntimeDoes(ScoringMode mode) throws IOException {
        try (ImageScorer onnx = scorer(new OnnxEngine(), mode);
                ImageScorer xnnpack = scorer(new XnnpackEngine(), mode);
                Stream<Path> samples = Files.list(SAMPLES)) {
            List<Path> pictures = samples.sorted().toList();
            assertThat(pictures).hasSize(20);
            for (Path picture : pictures) {
                ImageScore expected = ((Scored) onnx.score(picture)).score();
                ImageScore actual = ((Scored) xnnpack.score(picture)).score();
                assertThat(actual.score()).as("%s", picture).isCloseTo(expected.score(), within(TOLERANCE));
            }
        }
    }

    private static ImageScorer scorer(ScoringEngine engine, ScoringMode mode) {
        ScoringSettings settings = new ScoringSettings(mode, PatchPlan.PAPER, 0, 16_000_000);
        return ImageScorer.open(ModelBundle.shipped(), engine, new ImageDecoder(DecodeLimits.DEFAULT), settings);
    }

    @Test
    void refusesAnotherArithmetic() {
        assertThatThrownBy(() -> new XnnpackEngine().open(ModelBundle.shipped(), Arithmetic.BFLOAT16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("float32");
    }

    /** With its jars on the class path, and without. */
    @ParameterizedTest
    @CsvSource({"true, XnnpackEngine", "false, OnnxEngine"})
    void theFastestThatIsThereScoresAndLeavesNothingBehind(boolean there, String engine) throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path said = folder.resolve("said");
        String libraries = Stream.of(
                        Files.readString(Path.of("target/runtime-class-path")).split(File.pathSeparator, -1))
                .filter(library -> there || !library.contains("tensorflow-lite"))
                .reduce(
                        "target/classes" + File.pathSeparator + "target/test-classes",
                        (a, b) -> a + File.pathSeparator + b);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + home,
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        libraries,
                        EngineProbe.class.getName(),
                        SAMPLES.resolve("street-5-noise.jpg").toString())
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("TMPDIR", temporary.toString());

        assertThat(builder.start().waitFor()).isZero();

        String[] words = Files.readString(said).strip().split(" ", -1);
        assertThat(words[0]).isEqualTo(engine);
        try (ImageScorer onnx = scorer(new OnnxEngine(), ScoringMode.SINGLE)) {
            double expected = ((Scored) onnx.score(SAMPLES.resolve("street-5-noise.jpg")))
                    .score()
                    .score();
            assertThat(Double.parseDouble(words[1])).isCloseTo(expected, within(1e-5));
        }
        assertThat(home).isEmptyDirectory();
        // ONNX Runtime's empty folder stays.
        assertThat(temporary.toFile().list()).allMatch(left -> left.startsWith("onnxruntime-java"));
    }

    /** A process that scores a picture with the engine that is the fastest there. */
    static final class EngineProbe {

        private EngineProbe() {}

        public static void main(String[] arguments) {
            ScoringEngine engine = CpuEngines.fastest();
            try (ImageScorer scorer = scorer(engine, ScoringMode.SINGLE)) {
                double score =
                        ((Scored) scorer.score(Path.of(arguments[0]))).score().score();
                System.out.println(engine.getClass().getSimpleName() + " " + score);
            }
        }
    }
}
