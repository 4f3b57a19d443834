package io.msliqa.spark.store;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The two steps of a commit that must happen once, whoever else tries. */
interface AtomicFiles {

    /** The right way for the file system where the table lies. */
    static AtomicFiles of(FileSystem files, Configuration hadoop) throws IOException {
        return files.getUri().getScheme().equals("file")
                ? new LocalAtomicFiles()
                : new HadoopAtomicFiles(files, hadoop);
    }

    /** Makes the files of a folder outlast a power cut, where the file system does not see to that itself. */
    void settle(Path folder) throws IOException;

    /**
     * Creates a file with its whole content; of several writers at once exactly one does.
     *
     * @param scratch a path of the caller's own, on the same file system, that may be used on the way
     * @return false if the file was there already
     */
    boolean createIfAbsent(Path file, byte[] content, Path scratch) throws IOException;

    /**
     * Makes a folder appear at its place, or finishes doing so after an interruption. Nothing happens if the folder has
     * been moved before.
     */
    void publish(Path staged, Path target) throws IOException;
}
