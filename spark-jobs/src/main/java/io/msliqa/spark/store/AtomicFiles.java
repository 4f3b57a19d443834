package io.msliqa.spark.store;

import java.io.IOException;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Makes the two halves of a commit: a claim, which is one step, and a move, which may take many steps and can always be
 * finished.
 */
interface AtomicFiles {

    /** Chooses the right way for the table's file system. */
    static AtomicFiles of(FileSystem files, Configuration hadoop) throws IOException {
        return files.getUri().getScheme().equals("file")
                ? new LocalAtomicFiles()
                : new HadoopAtomicFiles(files, hadoop);
    }

    /** Makes the files of a folder outlast a power cut, where the file system does not do so itself. */
    void settle(Path folder) throws IOException;

    /**
     * Creates a file with its whole content; of several writers at once exactly one does.
     *
     * @param scratch a path of the caller's own, on the same file system, that may be used on the way
     * @return false if the file was there already
     */
    boolean createIfAbsent(Path file, byte[] content, Path scratch) throws IOException;

    /**
     * Moves a folder to its place, or finishes doing so after an interruption: in one step where the file system can,
     * else file by file. Nothing happens if the folder has been moved before.
     *
     * @param wanted names and lengths of all that the folder is to hold in the end, which is removed otherwise; empty if
     *     that is not known
     */
    void publish(Path staged, Path target, SortedMap<String, Long> wanted) throws IOException;
}
