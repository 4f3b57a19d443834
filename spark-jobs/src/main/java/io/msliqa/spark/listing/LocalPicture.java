package io.msliqa.spark.listing;

import io.msliqa.UserException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Finds single pictures of this machine that a user names, and says of all else what would find it. */
public final class LocalPicture {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*", Pattern.DOTALL);

    private LocalPicture() {}

    /**
     * The file that is meant.
     *
     * @param input a path, or a {@code file:} URI
     * @param next the command that would score the input, to be named where this does not
     * @throws UserException if the input is no file of this machine, or holds many pictures
     */
    public static Path of(String input, String next) {
        boolean local = LocalName.isLocal(input);
        if (!local && SCHEME.matcher(input).matches()) {
            throw refused(input, "does not lie on this machine", next);
        }
        Path path = path(input, local);
        if (Files.isDirectory(path)) {
            throw refused(input, "is a folder", next);
        }
        if (!Files.exists(path)) {
            throw new UserException("There is no file '" + input
                    + "'. Name a picture of this machine; for folders, patterns" + " and other storage: " + next);
        }
        if (ShardKind.of(path.toString()).isPresent()) {
            throw refused(input, "holds many pictures", next);
        }
        return path;
    }

    private static Path path(String input, boolean local) {
        try {
            return local ? LocalName.path(input) : Path.of(input);
        } catch (InvalidPathException e) {
            throw new UserException("'" + input.replace('\0', '?') + "': no file can be called so", e);
        }
    }

    private static UserException refused(String input, String why, String next) {
        return new UserException("'" + input + "' " + why + ". Keep its scores in a table: " + next);
    }
}
