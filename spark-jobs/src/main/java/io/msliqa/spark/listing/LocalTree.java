package io.msliqa.spark.listing;

import io.msliqa.image.FailureReason;
import io.msliqa.spark.rows.CorpusRow;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists this machine's files. Hadoop's local file system asks a process of its own for each file's owner, which takes
 * minutes where this takes a second.
 *
 * @param wanted says by a file's name whether it is taken
 * @param excluded folders below that are passed over
 */
record LocalTree(Predicate<String> wanted, Predicate<Path> excluded, Consumer<CorpusRow> sink) {

    /** The greatest depth of folders. */
    private static final int DEEPEST = 200;

    private static final String TABLES_LOG = "_commits";
    static final Pattern COMMIT = Pattern.compile("[0-9]{6,}\\.json|\\.[0-9]{6,}\\.json\\.crc");

    private static final Logger LOG = LoggerFactory.getLogger(LocalTree.class);

    /** Adds a file, or a folder with all that lies below, in the order of the names. */
    void add(Path path) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            sink.accept(unlisted(path, e));
            return;
        }
        if (attributes.isDirectory()) {
            addFolder(path, new ArrayList<>());
        } else {
            addFile(path, attributes);
        }
    }

    private void addFolder(Path folder, List<Object> above) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
            entries.sort(null);
            above.add(Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            sink.accept(unlisted(folder, e));
            return;
        }
        if (entries.stream().anyMatch(LocalTree::isCommitLog)) {
            LOG.warn("{} is a table that msliqa has made, and is passed over", uri(folder));
            entries.clear();
        }
        for (Path entry : entries) {
            addEntry(entry, above);
        }
        above.remove(above.size() - 1);
    }

    private void addEntry(Path entry, List<Object> above) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
            if (!attributes.isDirectory()) {
                if (wanted.test(entry.getFileName().toString())) {
                    addFile(entry, attributes);
                }
            } else if (above.size() >= DEEPEST) {
                sink.accept(CorpusRow.unlisted(
                        uri(entry),
                        FailureReason.UNREADABLE,
                        "This folder lies more than " + DEEPEST + " folders deep, and is not looked into."));
            } else if (!above.contains(attributes.fileKey()) && !excluded.test(entry.toRealPath())) {
                addFolder(entry, above);
            }
        } catch (IOException e) {
            if (wanted.test(entry.getFileName().toString())) {
                sink.accept(unlisted(entry, e));
            }
        }
    }

    private void addFile(Path file, BasicFileAttributes attributes) {
        sink.accept(
                attributes.isRegularFile()
                        ? CorpusRow.of(
                                uri(file),
                                attributes.size(),
                                attributes.lastModifiedTime().toInstant(),
                                "")
                        : CorpusRow.unlisted(uri(file), FailureReason.UNREADABLE, "This is no file but a device."));
    }

    private static CorpusRow unlisted(Path path, Exception failure) {
        boolean missing = failure instanceof NoSuchFileException;
        String message = missing
                ? "There is no such file" + (Files.isSymbolicLink(path) ? "; the link leads nowhere." : ".")
                : "The file system says: " + failure;
        return CorpusRow.unlisted(uri(path), missing ? FailureReason.MISSING : FailureReason.UNREADABLE, message);
    }

    /**
     * Whether a folder is the log of a score table or a history, which holds no pictures; another folder of that name
     * may hold some.
     */
    private static boolean isCommitLog(Path entry) {
        if (!entry.endsWith(TABLES_LOG) || !Files.isDirectory(entry)) {
            return false;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(entry)) {
            for (Path commit : stream) {
                return COMMIT.matcher(commit.getFileName().toString()).matches();
            }
            return Files.isDirectory(entry.resolveSibling("_staging"));
        } catch (IOException e) {
            return false;
        }
    }

    static String uri(Path path) {
        return LocalName.of(path);
    }
}
