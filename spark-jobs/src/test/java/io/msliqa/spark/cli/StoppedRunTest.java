package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.msliqa.spark.TestModels;
import io.msliqa.spark.TestPictures;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own, which is asked to end. */
class StoppedRunTest {

    private static final int CTRL_C = 3;

    @TempDir
    Path folder;

    @Test
    void aRunThatIsAskedToEndSaysWhatIsKeptAndNoMore() throws Exception {
        TestPictures.write(folder.resolve("pictures"), 120);
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

    /** A terminal: only there is a progress bar, whose library once took the signals from Java. */
    @Test
    void ctrlCOnATerminalSaysWhatIsKeptAndEndsWith130() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no program that makes a terminal");
        assumeFalse(ignoresCtrlC(), "the build runs in the background, where its programs do not hear Ctrl-C");
        TestPictures.write(folder.resolve("pictures"), 120);
        TestModels.untrained(1).save(folder.resolve("model"));
        String command = command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Process terminal = new ProcessBuilder(
                        "script", "-qefc", command, folder.resolve("typescript").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        while (terminal.isAlive() && waves() < 2) {
            Thread.sleep(5);
        }

        try (OutputStream keys = terminal.getOutputStream()) {
            keys.write(CTRL_C);
            keys.flush();
            assertThat(terminal.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }

        String said = Files.readString(folder.resolve("said"));
        assertThat(terminal.exitValue()).as(said).isEqualTo(130);
        assertThat(said).contains("Scoring").containsPattern("msliqa: stopped from outside. \\d+ pictures of this run");
    }

    /** What a shell starts with an ampersand ignores the signal, and so does all that it starts. */
    private static boolean ignoresCtrlC() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        long ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .findFirst()
                .orElse(0);
        return (ignored >> 1 & 1) != 0;
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

    private List<String> command() {
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
        return command;
    }

    private Process start() throws IOException {
        return new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }
}
