package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.foreign.TinyNetwork;
import io.msliqa.protocol.Protocols;
import io.msliqa.spark.SampleScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class MsliqaTest {

    @Test
    void helpNamesTheVerbsAndTheExitCodes() {
        CommandLineRun help = msliqa("--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("score", "Exit codes");
        assertThat(msliqa("score", "--help").out()).contains("--output", "--set", "--config", "Exit codes");
    }

    @Test
    void theVersionIsThatOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String version = pom.split("<version>", 3)[1].split("<", 2)[0];

        assertThat(msliqa("--version").out()).startsWith("msliqa " + version).contains("Spark 4.", "Java 17");
    }

    @Test
    void aMissingVerbOrOptionIsTheUsersMistake() {
        assertThat(msliqa().code()).isEqualTo(2);
        assertThat(msliqa("scroe").err()).contains("score");
        CommandLineRun noOutput = msliqa("score", "pictures");
        assertThat(noOutput.code()).isEqualTo(2);
        assertThat(noOutput.err()).contains("--output").doesNotContain("\tat ");
    }

    @Test
    void withoutAVerbItSaysWhatThereIsToBeginWith() {
        String said = msliqa().err();

        assertThat(said.lines().filter(line -> line.startsWith("  msliqa "))).hasSize(3);
        assertThat(said)
                .contains("msliqa score PICTURE.jpg", "nightly", "msliqa VERB --help")
                .hasLineCount(8);
    }

    @Test
    void picturesWithoutATableHaveTheScoresThatATableWouldHave(@TempDir Path folder) throws IOException {
        String broken =
                Files.writeString(folder.resolve("broken.jpg"), "no picture").toString();
        List<String> names = List.of("harbour-0-clean.jpg", "street-5-noise.jpg", "valley-0-clean.jpg");
        List<String> line = new ArrayList<>(List.of("score", broken));
        names.forEach(name -> line.add(SampleScores.PICTURES.resolve(name).toString()));

        CommandLineRun shown = msliqa(line.toArray(String[]::new));

        assertThat(shown.code()).isZero();
        List<String> lines = shown.out().lines().toList();
        assertThat(lines.get(1)).matches(" +- +- .*broken.jpg   UNSUPPORTED_FORMAT: .+");
        for (int i = 0; i < names.size(); i++) {
            assertThat(lines.get(i + 2))
                    .startsWith(String.format(
                            Locale.ROOT, "%8.3f", SampleScores.byLevels().get(names.get(i))))
                    .contains(names.get(i) + "   ");
        }
        assertThat(shown.out()).contains("1 (worst) to 5 (best)");
        assertThat(msliqa("score", broken).code()).isEqualTo(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aGpuThatANetworkCannotUseIsSaidAndNotReplaced(@TempDir Path folder) {
        String network = TinyNetwork.brightness()
                .write(folder.resolve("network"), Protocols.with())
                .toString();

        CommandLineRun refused = msliqa("network", "check", network, "--gpu", "1");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("--gpu names GPU 1, but ONNX Runtime there is the one for CPUs", "or leave --gpu out")
                .doesNotContain("\tat ");
        assertThat(msliqa("network", "check", network).code()).isZero();
    }

    @Test
    void whatNeedsATableIsSaidWithTheCommandThatMakesOne(@TempDir Path folder) throws IOException {
        Path shard = Files.createFile(folder.resolve("shard.tar"));
        for (String input : List.of(folder.toString(), shard.toString(), "s3a://bucket/x.jpg", folder + "/*.jpg")) {
            CommandLineRun refused = msliqa("score", input);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).hasLineCount(1).contains("msliqa score '" + input + "' --output DIR");
        }
        for (String option : List.of("--dry-run", "--limit=3", "--manifest=list.txt", "--retry-failed", "--top=3")) {
            assertThat(msliqa("score", "x.jpg", option).err())
                    .hasLineCount(1)
                    .startsWith("msliqa: " + option.replaceAll("=.*", ""))
                    .contains("--output DIR");
        }
        assertThat(msliqa(
                                "score",
                                "--set",
                                "scoring.device=gpu",
                                folder.resolve("x").toString())
                        .err())
                .contains("There is no file");
    }

    /** All that {@code --help} names, the manual and the completion name. */
    @Test
    void theManualAndTheCompletionKnowEveryVerbAndOption() throws Exception {
        String manual = msliqa("man-page").out();
        String completion = msliqa("generate-completion").out();

        int options = 0;
        for (CommandLine verb : Msliqa.line().getSubcommands().values()) {
            if (verb.getCommandSpec().usageMessage().hidden()) {
                continue;
            }
            assertThat(manual).contains(".SH msliqa " + verb.getCommandName() + "\n");
            for (OptionSpec option : verb.getCommandSpec().options()) {
                assertThat(manual).contains("\\fB" + option.longestName().replace("-", "\\-") + "\\fR");
                assertThat(completion).contains(option.longestName());
                options++;
            }
        }
        assertThat(options).isGreaterThan(50);
        assertThat(manual).doesNotContain("${").contains("(default: 10)");
    }

    @Test
    void bashCompletesVerbs(@TempDir Path folder) throws Exception {
        Path completion = Files.writeString(
                folder.resolve("completion"), msliqa("generate-completion").out());
        String program = "source '" + completion + "'; COMP_WORDS=(msliqa nigh); COMP_CWORD=1; COMP_LINE='msliqa nigh';"
                + " COMP_POINT=11; _complete_msliqa; echo \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "-c", program)
                .redirectErrorStream(true)
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8)).isEqualTo("nightly\n");
    }

    @Test
    void aWrongSettingIsOneMessageAndNoStackTrace() {
        CommandLineRun wrong =
                msliqa("score", "pictures", "--output", "out", "--set", "scoring.bach-size=8", "--mode", "fast");

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains(
                        "2 settings are wrong",
                        "did you mean msliqa.scoring.batch-size?",
                        "one of auto, levels, tta, single, views")
                .doesNotContain("\tat ", "Exception");
    }
}
