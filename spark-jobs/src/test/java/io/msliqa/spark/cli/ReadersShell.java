package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A shell into which commands are typed one after the other; what one does to folder and variables the next one finds. */
final class ReadersShell implements AutoCloseable {

    private static final int MINUTES = 15;

    /**
     * What came of a command.
     *
     * @param folder where the shell is now
     */
    record Typed(int code, Path folder, String said) {}

    private final Process shell;
    private final Writer keyboard;
    private final BufferedReader answers;
    private final Path log;

    /** Starts it in a folder, with variables beside those of this process. */
    ReadersShell(Path folder, Map<String, String> variables) throws IOException {
        this.log = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-o", "pipefail")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().remove("SPARK_HOME");
        builder.environment().putAll(variables);
        this.shell = builder.start();
        this.keyboard = shell.outputWriter(StandardCharsets.UTF_8);
        this.answers = shell.inputReader(StandardCharsets.UTF_8);
    }

    /** Types a command and waits until it has ended. */
    Typed type(String command) throws Exception {
        long start = System.nanoTime();
        keyboard.write("{ " + command + "\n} </dev/null >" + log + " 2>&1; echo \"$? $PWD\"\n");
        keyboard.flush();
        String answer = CompletableFuture.supplyAsync(this::answer).get(MINUTES, TimeUnit.MINUTES);
        String said = Files.readString(log);
        assertThat(answer).as(command + "\n" + said).matches("\\d+ /.*");
        int code = Integer.parseInt(answer.substring(0, answer.indexOf(' ')));
        System.out.printf(
                Locale.ROOT, "%s%n  code %d, %.0f s%n", command.strip(), code, (System.nanoTime() - start) / 1e9);
        return new Typed(code, Path.of(answer.substring(answer.indexOf(' ') + 1)), said);
    }

    private String answer() {
        try {
            return String.valueOf(answers.readLine());
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
    }
}
