package io.msliqa.spark.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads the small files and the folders of a table. */
record TableFiles(FileSystem system) {

    /** The files and folders in a folder; none if it is not there. */
    FileStatus[] list(Path folder) throws IOException {
        try {
            return system.listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    /** @throws com.fasterxml.jackson.core.JacksonException if it is no such JSON */
    <T> T read(Path file, Class<T> type) throws IOException {
        try (FSDataInputStream in = system.open(file)) {
            return Json.read(in.readAllBytes(), type);
        }
    }

    void write(Path file, Object content) throws IOException {
        try (FSDataOutputStream out = system.create(file, true)) {
            out.write(Json.write(content));
        } catch (FSError e) {
            // So Hadoop's local file system says that the disk is full.
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
        }
    }
}
