package io.msliqa.spark.listing;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Finds what a pattern stands for. It matches names as they are, because Hadoop's own search ends at the first name
 * with a colon in a folder, whether that matches or not.
 */
final class PatternPlaces {

    private PatternPlaces() {}

    /** The places that match a pattern without braces; none if nothing matches. */
    static List<Place> of(Place place) throws IOException {
        List<Place> found = new ArrayList<>();
        if (place instanceof LocalPlace local) {
            // Not by the path's own text, which is another one in each locale.
            String[] names =
                    LocalName.of(local.path()).replaceFirst("^file:/+", "").split("/", -1);
            addLocal(java.nio.file.Path.of("/"), names, 0, found);
        } else if (place instanceof HadoopPlace other) {
            Optional<S3Objects> objects = S3Objects.of(other.files());
            if (objects.isPresent()) {
                S3Pattern keys = new S3Pattern(objects.get(), S3Objects.keyOf(other.name()));
                return keys.exists() ? List.of(keys) : List.of();
            }
            Path root = other.files().makeQualified(new Path("/"));
            String path = other.path().toUri().getPath();
            addHadoop(other.files(), root, path.substring(1).split("/", -1), 0, found);
        }
        return found;
    }

    private static void addLocal(java.nio.file.Path folder, String[] names, int index, List<Place> found) {
        if (index == names.length) {
            found.add(new LocalPlace(folder));
            return;
        }
        String below = LocalName.of(folder).replaceFirst("/$", "") + "/";
        if (!Glob.isPattern(names[index])) {
            LocalPlace next = new LocalPlace(LocalName.path(below + names[index]));
            if (next.exists()) {
                addLocal(next.path(), names, index + 1, found);
            }
            return;
        }
        Pattern wanted = Glob.regex(names[index]);
        List<java.nio.file.Path> entries = new ArrayList<>();
        try (DirectoryStream<java.nio.file.Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException e) {
            // Looked up later, it becomes a row with the reason, unless it is no folder at all.
            if (Files.isDirectory(folder)) {
                found.add(new LocalPlace(folder));
            }
            return;
        }
        entries.sort(null);
        for (java.nio.file.Path entry : entries) {
            String name = LocalName.of(entry);
            if (wanted.matcher(name.substring(name.lastIndexOf('/') + 1)).matches()) {
                addLocal(entry, names, index + 1, found);
            }
        }
    }

    private static void addHadoop(FileSystem files, Path folder, String[] names, int index, List<Place> found)
            throws IOException {
        if (index == names.length) {
            found.add(new HadoopPlace(files, folder));
            return;
        }
        if (!Glob.isPattern(names[index])) {
            Path next = new Path(folder, names[index]);
            if (files.exists(next)) {
                addHadoop(files, next, names, index + 1, found);
            }
            return;
        }
        Pattern wanted = Glob.regex(names[index]);
        FileStatus[] entries = files.listStatus(folder);
        Arrays.sort(entries);
        for (FileStatus entry : entries) {
            boolean deeper = entry.isDirectory() || index + 1 == names.length;
            if (deeper && wanted.matcher(entry.getPath().getName()).matches()) {
                addHadoop(files, entry.getPath(), names, index + 1, found);
            }
        }
    }
}
