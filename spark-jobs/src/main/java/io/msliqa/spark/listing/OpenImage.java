package io.msliqa.spark.listing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.Constants;
import org.apache.hadoop.util.functional.FutureIO;

/** Opens a picture that is a file of its own, by the name that the listing gave it. */
public final class OpenImage {

    private static final String CLASSIC = "classic";

    private OpenImage() {}

    /**
     * Opens the file at its first byte.
     *
     * @param most how many bytes will be read at most
     */
    public static InputStream of(String image, int most, Configuration hadoop) throws IOException {
        if (LocalName.isLocal(image)) {
            // Hadoop's own would look for a file of checksums beside each picture, and knows names by this JVM's
            // charset only.
            return Files.newInputStream(LocalName.path(image));
        }
        if (S3Objects.isOdd(image)) {
            return S3Objects.open(image, hadoop);
        }
        Path path = new Path(image);
        FileSystem files = path.getFileSystem(hadoop);
        return S3Objects.isOne(image) && isClassic(files) ? inOneRequest(files, path, most) : files.open(path);
    }

    private static boolean isClassic(FileSystem files) {
        return files.getConf().get(Constants.INPUT_STREAM_TYPE, CLASSIC).equals(CLASSIC);
    }

    /**
     * S3A would first ask how long the object is. Told a length, it asks for so many bytes at once, and gets those that
     * there are.
     */
    private static InputStream inOneRequest(FileSystem files, Path path, int most) throws IOException {
        return FutureIO.awaitFuture(files.openFile(path)
                .optLong(OpenFileOptions.FS_OPTION_OPENFILE_LENGTH, most)
                .opt(
                        OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                        OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_WHOLE_FILE)
                .build());
    }
}
