package io.msliqa.model;

import io.msliqa.network.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Replaces a bundle's directory: it writes the files beside it and renames the whole. */
final class BundleDirectory {

    private static final Set<String> FILES = Set.of(ModelBundle.MANIFEST, ModelBundle.WEIGHTS);

    private BundleDirectory() {}

    static void replace(Path directory, byte[] manifest, byte[] weights) throws IOException {
        Path target = directory.toAbsolutePath().normalize();
        Path parent = Files.createDirectories(target.getParent());
        boolean replaces = Files.exists(target);
        if (replaces) {
            requireBundle(target);
        }
        Path fresh = Files.createTempDirectory(parent, "." + target.getFileName() + "-new-");
        try {
            Files.write(fresh.resolve(ModelBundle.WEIGHTS), weights);
            Files.write(fresh.resolve(ModelBundle.MANIFEST), manifest);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            if (replaces) {
                Path old = Files.createTempDirectory(parent, "." + target.getFileName() + "-old-");
                Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
                delete(old);
            } else {
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            delete(fresh);
        }
    }

    private static void requireBundle(Path target) {
        List<String> foreign = Files.isDirectory(target) ? names(target) : List.of("a file");
        if (!FILES.containsAll(foreign)) {
            throw new ModelException(target + " is there already and holds " + foreign
                    + ": choose a new directory, or one with a model to replace");
        }
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().collect(Collectors.toList());
        } catch (IOException e) {
            throw new ModelException(directory + " cannot be listed: " + e, e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (String name : FILES) {
                Files.deleteIfExists(directory.resolve(name));
            }
            Files.delete(directory);
        }
    }
}
