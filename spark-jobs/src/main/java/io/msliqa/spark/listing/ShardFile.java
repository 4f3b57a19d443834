package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;

/** A shard's file as it is now. */
record ShardFile(FileSystem files, FileStatus status) {

    /** Gaps up to this are read over, which is quicker than another request to an object store. */
    private static final int READ_OVER = 1 << 20;

    static ShardFile of(String shard, Configuration hadoop) throws IOException {
        Path path = new Path(shard);
        FileSystem files = path.getFileSystem(hadoop);
        return new ShardFile(files, files.getFileStatus(path));
    }

    /** A stream that goes forward through the file, leaving parts out. */
    FSDataInputStream open() throws IOException {
        return FutureIO.awaitFuture(files.openFile(status.getPath())
                .opt(
                        OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                        OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_SEQUENTIAL)
                .opt("fs.s3a.readahead.range", READ_OVER)
                .withFileStatus(status)
                .build());
    }

    /** @throws IOException if it is not the file that was listed: places in it may mean something else now */
    void requireUnchanged(CorpusRow entry) throws IOException {
        if (status.getModificationTime() != entry.modified().toEpochMilli()) {
            throw new IOException("The shard has changed since it was listed. Run the same command again");
        }
    }
}
