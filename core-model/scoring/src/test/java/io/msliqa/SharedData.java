package io.msliqa;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real pictures that are not part of the project; tests that need them are skipped where they are missing. */
public final class SharedData {

    private SharedData() {}

    /**
     * A file or folder below {@code data/} of the folder that {@code MSLIQA_SHARED} names, or of one called {@code shared}
     * beside the project.
     */
    public static Path path(String relative) {
        Path path = root().resolve("data").resolve(relative);
        assumeTrue(Files.exists(path), () -> path + " is missing; set MSLIQA_SHARED to run this test");
        return path;
    }

    private static Path root() {
        String named = System.getenv("MSLIQA_SHARED");
        if (named != null) {
            return Path.of(named);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve("shared/data"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared");
    }
}
