package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.FailingFiles;
import io.msliqa.spark.Failures;
import io.msliqa.spark.SharedSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some of the calls that may fail; {@code make fault-test} tries all. */
class FailingCallsSparkTest {

    @TempDir
    Path folder;

    @AfterEach
    void asBefore() {
        SharedSpark.session().conf().unset("spark.sql.codegen.wholeStage");
        SharedSpark.session().conf().unset("spark.sql.codegen.factoryMode");
        Failures.none();
    }

    @Test
    void whateverCallFailsNothingIsLostAndNoReaderSeesPartOfAWave() throws Exception {
        int stride = Integer.getInteger("stride", 90);
        String commands = System.getProperty("commands", "");
        // Tiny queries take longer to compile than to run.
        SharedSpark.session().conf().set("spark.sql.codegen.wholeStage", "false");
        SharedSpark.session().conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        FailingCommand.setUp(folder);
        FailingCalls calls = new FailingCalls(folder);
        for (FailingCommand command : FailingCommand.values()) {
            for (String scheme : FailingFiles.SCHEMES) {
                if (commands.isEmpty() || List.of(commands.split(",", -1)).contains(command.name())) {
                    calls.enumerate(command, scheme, stride == 1 ? 1 : stride * command.cost());
                }
            }
        }
        System.out.printf(Locale.ROOT, "%d points with every %d. call of each command%n", calls.points(), stride);
        assertThat(calls.points()).isPositive();
    }
}
