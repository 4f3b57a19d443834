package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.ModelBundle;
import io.msliqa.scoring.ImageResult.Scored;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project under docs/examples, with what a user has who depends on msliqa-scoring alone. */
class LibraryExampleTest {

    private static final Path EXAMPLE = Path.of("../../docs/examples/score-one-picture");
    private static final Path PICTURE = Path.of("../../docs/samples/street-5-noise.jpg");
    /** The libraries come to 86 MB, 54 of them ONNX Runtime and 12 XNNPACK; the model and our own classes to 10. */
    private static final long MOST_BYTES = 92_000_000;

    private static List<Path> libraries;

    @TempDir
    Path folder;

    @BeforeAll
    static void readTheClassPathThatTheBuildWroteDown() throws IOException {
        libraries = Stream.of(
                        Files.readString(Path.of("target/runtime-class-path")).split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    @Test
    void printsTheBitsOfTheScoreInAProcessWithTheLibraryAlone() throws Exception {
        String classPath = Stream.concat(Stream.of(Path.of("target/classes")), libraries.stream())
                .map(Path::toString)
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
        int errors = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        folder.toString(),
                        "-cp",
                        classPath,
                        EXAMPLE.resolve("src/main/java/ScoreOnePicture.java").toString());
        assertThat(errors).isZero();

        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder + File.pathSeparator + classPath,
                        "ScoreOnePicture",
                        PICTURE.toString())
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(said, StandardCharsets.UTF_8).strip()).isEqualTo(Double.toString(score()));
    }

    private static double score() {
        try (ImageScorer scorer = ImageScorer.open(
                ModelBundle.shipped(), new ImageDecoder(DecodeLimits.DEFAULT), ScoringSettings.DEFAULT)) {
            return ((Scored) scorer.score(PICTURE)).score().score();
        }
    }

    @Test
    void needsNoPyTorchNoSparkAndFewMegabytes() throws IOException {
        assertThat(libraries)
                .allSatisfy(library -> assertThat(library.toString().replace(File.separatorChar, '/'))
                        .doesNotContain("/ai/djl/", "pytorch", "/spark/", "/hadoop/"));
        assertThat(libraries.stream()
                        .mapToLong(library -> library.toFile().length())
                        .sum())
                .isLessThan(MOST_BYTES);
    }

    @Test
    void itsPomNamesTheLibraryAloneAndThisVersion() throws IOException {
        String pom = Files.readString(EXAMPLE.resolve("pom.xml"));
        String version =
                Files.readString(Path.of("pom.xml")).split("<version>", 3)[1].split("<", 2)[0];

        assertThat(pom.split("<dependency>", -1)).hasSize(2);
        assertThat(pom).contains("<artifactId>msliqa-scoring</artifactId>\n      <version>" + version + "</version>");
    }
}
