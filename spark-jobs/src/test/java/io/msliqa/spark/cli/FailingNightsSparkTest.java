package io.msliqa.spark.cli;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some of the calls that may fail; {@code make fault-test} tries all. */
class FailingNightsSparkTest {

    @Test
    void whateverCallFailsEveryNightIsThereOnceAndNoReaderSeesPartOfAWave(@TempDir Path folder) throws Exception {
        FailingCalls.tryAll(List.of(FailingCommand.NIGHT, FailingCommand.NIGHT_AGAIN), folder);
    }
}
