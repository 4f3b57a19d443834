package io.msliqa.quality.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the files that labels name. It lists each directory once instead of asking for each file.
 *
 * <p>The exact name wins; else the one file whose name differs in upper and lower case only, because TID2013's labels
 * write {@code I01_01_1.bmp} for {@code i01_01_1.bmp}.
 */
final class ImageFolder {

    private final Path root;
    private final Map<Path, Map<String, SortedSet<String>>> listings = new HashMap<>();

    ImageFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** The files that a name may mean: none if it is missing, several if only case tells them apart. */
    List<Path> find(String name) {
        Path wanted = root.resolve(name).normalize();
        Path directory = wanted.getParent();
        Path file = wanted.getFileName();
        if (directory == null || file == null) {
            return List.of();
        }
        SortedSet<String> candidates = listings.computeIfAbsent(directory, ImageFolder::list)
                .getOrDefault(folded(file.toString()), new TreeSet<>());
        return candidates.contains(file.toString())
                ? List.of(wanted)
                : candidates.stream().map(directory::resolve).toList();
    }

    private static Map<String, SortedSet<String>> list(Path directory) {
        Map<String, SortedSet<String>> byFoldedName = new HashMap<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.map(file -> file.getFileName().toString()).forEach(name -> byFoldedName
                        .computeIfAbsent(folded(name), key -> new TreeSet<>())
                        .add(name));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot list " + directory, e);
            }
        }
        return byFoldedName;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
