package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.FailingFiles;
import io.msliqa.spark.Failures;
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
        Failures.none();
    }

    @Test
    void whateverCallFailsNothingIsLostAndNoReaderSeesPartOfAWave() throws Exception {
        int stride = Integer.getInteger("stride", 120);
        String commands = System.getProperty("commands", "");
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
