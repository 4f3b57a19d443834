package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MsliqaTest {

    private record Result(int code, String out, String err) {}

    private static Result msliqa(String... args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int code = Msliqa.run(args);
            return new Result(
                    code, written.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void helpNamesTheVerbsAndTheExitCodes() {
        Result help = msliqa("--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("score", "Exit codes");
        assertThat(msliqa("score", "--help").out()).contains("--output", "--set", "--config", "Exit codes");
    }

    @Test
    void aMissingVerbOrOptionIsTheUsersMistake() {
        assertThat(msliqa().code()).isEqualTo(2);
        assertThat(msliqa("scroe").err()).contains("score");
        Result noOutput = msliqa("score", "pictures");
        assertThat(noOutput.code()).isEqualTo(2);
        assertThat(noOutput.err()).contains("--output").doesNotContain("\tat ");
    }

    @Test
    void aWrongSettingIsOneMessageAndNoStackTrace() {
        Result wrong = msliqa("score", "pictures", "--output", "out", "--set", "scoring.bach-size=8", "--mode", "fast");

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("2 settings are wrong", "did you mean msliqa.scoring.batch-size?", "one of tta, single")
                .doesNotContain("\tat ", "Exception");
    }
}
