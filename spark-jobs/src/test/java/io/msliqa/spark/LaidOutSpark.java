package io.msliqa.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The build's Spark with jars that are in every Spark that is downloaded, but not among those that we lay out. */
final class LaidOutSpark {

    static final Path OF_THE_BUILD = Path.of("../submit/target/spark-home").toAbsolutePath();

    private LaidOutSpark() {}

    /** Lays it out in a folder; the jars beside the build's are those of the tests' class path that fit. */
    static void in(Path home, Predicate<Path> more) throws IOException {
        Path jars = Files.createDirectories(home.resolve("jars"));
        try (Stream<Path> all = Files.list(OF_THE_BUILD.resolve("jars"))) {
            for (Path jar : all.toList()) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
        List<Path> added = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar") && more.test(path))
                .filter(path -> !Files.exists(jars.resolve(path.getFileName())))
                .toList();
        for (Path jar : added) {
            Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
        }
        if (added.isEmpty()) {
            throw new IllegalStateException("no jar on the class path fits");
        }
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String script : new String[] {"spark-submit", "spark-class"}) {
            Files.copy(OF_THE_BUILD.resolve("bin").resolve(script), bin.resolve(script));
        }
    }
}
