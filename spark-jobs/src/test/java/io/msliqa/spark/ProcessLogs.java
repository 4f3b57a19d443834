package io.msliqa.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a cluster's processes write into files that are called after the stream. */
final class ProcessLogs {

    private ProcessLogs() {}

    /** All of them anywhere below a folder. */
    static String below(Path folder) {
        try (Stream<Path> below = Files.walk(folder)) {
            StringBuilder logs = new StringBuilder();
            for (Path file : below.filter(path -> path.getFileName().toString().matches("stderr|stdout"))
                    .toList()) {
                logs.append(Files.readString(file));
            }
            return logs.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
