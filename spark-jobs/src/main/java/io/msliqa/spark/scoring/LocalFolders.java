package io.msliqa.spark.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders on this machine that are needed for a while. */
final class LocalFolders {

    private static final Logger LOG = LoggerFactory.getLogger(LocalFolders.class);

    private LocalFolders() {}

    /** Removes a folder with all that lies in it. */
    static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> below = Files.walk(folder)) {
            all = below.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** Removes it when the process ends. */
    static void deleteAtExit(Path folder) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                delete(folder);
                            } catch (IOException e) {
                                LOG.warn("The folder {} cannot be removed: {}", folder, e.toString());
                            }
                        },
                        "msliqa-remove"));
    }
}
