package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on CPUs, in a process and a home of its own. */
class CpuRunTest {

    private static final Path SAMPLES = Path.of("../docs/samples");

    @TempDir
    Path folder;

    @Test
    void neitherUnpacksNorLoadsAnythingOfPyTorch() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path classes = folder.resolve("classes");
        Path said = folder.resolve("said");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("-Duser.home=" + home, "-Djava.io.tmpdir=" + temporary));
        command.addAll(List.of("-Xlog:class+load:file=" + classes, Msliqa.class.getName(), "score"));
        command.add(SAMPLES.resolve("harbour-0-clean.jpg").toString());
        command.add(SAMPLES.resolve("street-5-noise.jpg").toString());
        command.addAll(List.of("--output", folder.resolve("scores").toString()));
        ProcessBuilder run =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        run.environment().put("HOME", home.toString());
        run.environment().put("TMPDIR", temporary.toString());
        run.environment().put("DJL_CACHE_DIR", folder.resolve("djl").toString());
        run.environment().remove("ENGINE_CACHE_DIR");

        int code = run.start().waitFor();

        assertThat(code).as(Files.readString(said)).isZero();
        assertThat(Files.readString(said)).contains("2 pictures found = 2 scored");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(Path::toString))
                    .noneMatch(file -> file.contains("torch") || file.contains("djl") || file.contains("libc10"));
        }
        try (Stream<String> loaded = Files.lines(classes)) {
            assertThat(loaded)
                    .anyMatch(line -> line.contains("io.msliqa.xnnpack.XnnPass"))
                    .noneMatch(line -> line.contains(" ai.djl.pytorch.jni."));
        }
    }
}
