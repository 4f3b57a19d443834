package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.TestModels;
import io.msliqa.spark.TestPictures;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own, which is asked to end. */
class StoppedRunTest {

    @TempDir
    Path folder;

    @Test
    void aRunThatIsAskedToEndSaysWhatIsKeptAndNoMore() throws Exception {
        TestPictures.write(folder.resolve("pictures"), 40);
        TestModels.untrained(1).save(folder.resolve("model"));
        Process run = start();
        while (run.isAlive() && waves() < 2) {
            Thread.sleep(5);
        }

        run.destroy();

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(folder.resolve("said"));
        assertThat(run.exitValue()).as(said).isEqualTo(143);
        assertThat(said)
                .containsPattern("msliqa: stopped from outside. \\d+ pictures of this run are in the table '.*scores'")
                .contains("Start the same command again")
                .doesNotContain("\tat ", "Exception", "ERROR", "WARN");
    }

    private long waves() throws IOException {
        Path commits = folder.resolve("scores/_commits");
        if (!Files.isDirectory(commits)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(commits)) {
            return files.count();
        }
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("-Dlog4j2.configurationFile=file:../submit/log4j2.properties", Msliqa.class.getName()));
        command.addAll(List.of("score", folder.resolve("pictures").toString()));
        command.addAll(List.of("--output", folder.resolve("scores").toString()));
        command.addAll(List.of("--model", folder.resolve("model").toString()));
        command.addAll(List.of("--mode", "single", "--set", "scoring.wave-images=1"));
        File said = folder.resolve("said").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
    }
}
