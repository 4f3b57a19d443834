package io.msliqa.spark.scoring;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under {@code troubled:/}, of which opening may first do what a storage does that is far away: fail, or hang. */
public final class TroubledFiles extends RawLocalFileSystem {

    /** What happens when a file is opened for the nth time, counted from 1. */
    @FunctionalInterface
    interface Trouble {
        void at(int attempt) throws IOException;
    }

    private static final Map<String, Trouble> TROUBLES = new ConcurrentHashMap<>();
    private static final Map<String, Integer> OPENED = new ConcurrentHashMap<>();

    static Configuration configuration() {
        Configuration hadoop = new Configuration();
        hadoop.setClass("fs.troubled.impl", TroubledFiles.class, FileSystem.class);
        return hadoop;
    }

    static String image(java.nio.file.Path file) {
        return "troubled:" + file.toAbsolutePath();
    }

    static void trouble(java.nio.file.Path file, Trouble trouble) {
        TROUBLES.put(file.toAbsolutePath().toString(), trouble);
    }

    /** How often it was opened, or was tried to be. */
    static int opened(java.nio.file.Path file) {
        return OPENED.getOrDefault(file.toAbsolutePath().toString(), 0);
    }

    @Override
    public URI getUri() {
        return URI.create("troubled:///");
    }

    @Override
    public String getScheme() {
        return "troubled";
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        String file = path.toUri().getPath();
        int attempt = OPENED.merge(file, 1, Integer::sum);
        Trouble trouble = TROUBLES.get(file);
        if (trouble != null) {
            trouble.at(attempt);
        }
        return super.open(path, bufferSize);
    }
}
