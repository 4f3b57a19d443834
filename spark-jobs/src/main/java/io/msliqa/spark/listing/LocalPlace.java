package io.msliqa.spark.listing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** A file or folder of this machine. */
record LocalPlace(Path path) implements Place {

    @Override
    public String name() {
        return LocalName.of(path);
    }

    @Override
    public boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Runnable lookUp(Taking taking) {
        Set<Path> excluded = new HashSet<>();
        for (String folder : taking.excluded()) {
            if (LocalName.isLocal(folder)) {
                excluded.add(real(LocalName.path(folder)));
            }
        }
        return () -> new LocalTree(taking.wanted(), excluded::contains, taking.sink()).add(path);
    }

    /** The path after following links; if it does not exist, the path where it will be made. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path folder = path.getParent();
            return folder == null ? path : real(folder).resolve(path.getFileName());
        }
    }
}
