package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
    void aWrongSettingIsOneMessageAndNoStackTrace() {
        CommandLineRun wrong =
                msliqa("score", "pictures", "--output", "out", "--set", "scoring.bach-size=8", "--mode", "fast");

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("2 settings are wrong", "did you mean msliqa.scoring.batch-size?", "one of tta, single")
                .doesNotContain("\tat ", "Exception");
    }
}
