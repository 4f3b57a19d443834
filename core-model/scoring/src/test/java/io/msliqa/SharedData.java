package io.msliqa;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real pictures that are not part of the project; tests that need them are skipped where they are missing. */
public final class SharedData {

    private SharedData() {}

    /** A file or folder below {@code data/} of the folder that {@code MSLIQA_SHARED} names. */
    public static Path path(String relative) {
        String root = System.getenv().getOrDefault("MSLIQA_SHARED", "../../shared");
        Path path = Path.of(root, "data").resolve(relative);
        assumeTrue(Files.exists(path), () -> path + " is missing; set MSLIQA_SHARED to run this test");
        return path;
    }
}
