package io.msliqa.spark.listing;

import io.msliqa.image.FailureReason;
import io.msliqa.spark.rows.CorpusRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Lists the files of a Hadoop file system folder by folder, so that a folder without permission becomes a row and does
 * not end the listing.
 *
 * @param wanted says by a file's name whether it is taken
 * @param excluded folders below that are passed over
 */
record HadoopTree(FileSystem files, Predicate<String> wanted, Predicate<String> excluded, Consumer<CorpusRow> sink) {

    /** Adds a file, or a folder with all that lies below. */
    void add(FileStatus status) {
        if (!status.isDirectory()) {
            addFile(status);
        } else {
            addFolder(status.getPath());
        }
    }

    /**
     * Adds a file of a list, which may be missing: asks for it now, and adds it when the caller runs what this returns.
     */
    Runnable lookUp(Path path) {
        try {
            FileStatus status = files.getFileStatus(path);
            return () -> add(status);
        } catch (IOException e) {
            return () -> sink.accept(unlisted(path, e));
        }
    }

    private void addFolder(Path folder) {
        try {
            RemoteIterator<FileStatus> entries = files.listStatusIterator(folder);
            while (entries.hasNext()) {
                FileStatus status = entries.next();
                if (status.isDirectory()) {
                    if (!excluded.test(status.getPath().toString())) {
                        addFolder(status.getPath());
                    }
                } else if (wanted.test(status.getPath().getName())) {
                    addFile(status);
                }
            }
        } catch (IOException e) {
            sink.accept(unlisted(folder, e));
        }
    }

    private void addFile(FileStatus status) {
        String etag = status instanceof EtagSource source && source.getEtag() != null ? source.getEtag() : "";
        sink.accept(CorpusRow.of(
                status.getPath().toString(),
                status.getLen(),
                Instant.ofEpochMilli(status.getModificationTime()),
                etag));
    }

    static CorpusRow unlisted(Path path, IOException failure) {
        if (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException)) {
            // Not the storage's fault: somebody wants the listing to end.
            Thread.currentThread().interrupt();
            throw new UncheckedIOException("Stopped while listing " + path, failure);
        }
        boolean missing = failure instanceof FileNotFoundException;
        return CorpusRow.unlisted(
                path.toString(),
                missing ? FailureReason.MISSING : FailureReason.UNREADABLE,
                missing ? "There is no such file." : "The file system says: " + failure);
    }
}
