package io.msliqa.spark.cli;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some of the calls that may fail; {@code make fault-test} tries all. */
class FailingScoresSparkTest {

    @Test
    void whateverCallFailsNothingIsLostAndNoReaderSeesPartOfAWave(@TempDir Path folder) throws Exception {
        FailingCalls.tryAll(List.of(FailingCommand.SCORE, FailingCommand.RETRY, FailingCommand.RUNS), folder);
    }
}
