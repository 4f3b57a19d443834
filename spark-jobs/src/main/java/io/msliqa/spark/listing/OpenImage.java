package io.msliqa.spark.listing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Opens a picture that is a file of its own, by the name that the listing gave it. */
public final class OpenImage {

    private OpenImage() {}

    /** Opens the file at its first byte. */
    public static InputStream of(String image, Configuration hadoop) throws IOException {
        if (LocalName.isLocal(image)) {
            // Hadoop's own would look for a file of checksums beside each picture, and knows names by this JVM's
            // charset only.
            return Files.newInputStream(LocalName.path(image));
        }
        if (S3Objects.isOdd(image)) {
            return S3Objects.open(image, hadoop);
        }
        Path path = new Path(image);
        return path.getFileSystem(hadoop).open(path);
    }
}
