package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.util.functional.FutureIO;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/** Opens the file of a shard and checks that it has not changed since it was listed. */
abstract class ShardFile {

    /** The longest gap that is read over, because that is quicker than another request to an object store. */
    private static final int READ_OVER = 1 << 20;

    static ShardFile of(String shard, Configuration hadoop) throws IOException {
        if (LocalName.isLocal(shard)) {
            return local(LocalName.path(shard));
        }
        if (S3Objects.isOdd(shard)) {
            throw new IOException(
                    "A file of many pictures cannot be opened by a key with empty parts, dots for names or a"
                            + " slash at its end; give the object another key");
        }
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(shard);
        FileSystem files = path.getFileSystem(hadoop);
        return new Remote(files, files.getFileStatus(path), hadoop);
    }

    private static ShardFile local(Path path) throws IOException {
        try {
            return new Local(path, Files.getLastModifiedTime(path).toMillis());
        } catch (NoSuchFileException e) {
            FileNotFoundException missing = new FileNotFoundException(path.toString());
            missing.initCause(e);
            throw missing;
        }
    }

    /** When it was changed last, in milliseconds. */
    abstract long modified();

    /** A stream that goes forward through the file, leaving parts out. */
    abstract FSDataInputStream open() throws IOException;

    /** The file as Parquet's reader wants it. */
    abstract InputFile parquet() throws IOException;

    /** @throws IOException if it is not the file that was listed: places in it may mean something else now */
    void requireUnchanged(CorpusRow entry) throws IOException {
        if (modified() != entry.modified().toEpochMilli()) {
            throw new IOException("The shard has changed since it was listed. Run the same command again");
        }
    }

    /** A file of this machine, whatever its name. */
    private static final class Local extends ShardFile {

        private final Path path;
        private final long modified;

        Local(Path path, long modified) {
            this.path = path;
            this.modified = modified;
        }

        @Override
        long modified() {
            return modified;
        }

        @Override
        FSDataInputStream open() throws IOException {
            return new FSDataInputStream(new LocalInput(path));
        }

        @Override
        InputFile parquet() {
            return new LocalInputFile(path);
        }
    }

    /** A file of any Hadoop file system. */
    private static final class Remote extends ShardFile {

        private final FileSystem files;
        private final FileStatus status;
        private final Configuration hadoop;

        Remote(FileSystem files, FileStatus status, Configuration hadoop) {
            this.files = files;
            this.status = status;
            this.hadoop = hadoop;
        }

        @Override
        long modified() {
            return status.getModificationTime();
        }

        @Override
        FSDataInputStream open() throws IOException {
            return FutureIO.awaitFuture(files.openFile(status.getPath())
                    .opt(
                            OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                            OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_SEQUENTIAL)
                    .opt("fs.s3a.readahead.range", READ_OVER)
                    .withFileStatus(status)
                    .build());
        }

        @Override
        InputFile parquet() throws IOException {
            return HadoopInputFile.fromStatus(status, hadoop);
        }
    }
}
