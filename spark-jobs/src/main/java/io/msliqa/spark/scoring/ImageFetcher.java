package io.msliqa.spark.scoring;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.spark.listing.OpenImage;
import io.msliqa.spark.listing.ShardReader;
import io.msliqa.spark.rows.CorpusRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.AccessControlException;

/**
 * Reads whole pictures, from files or from shards, on any Hadoop file system.
 *
 * @param hadoop the settings of the file systems
 * @param shards reads those in shards
 * @param maxBytes longer files are not read
 * @param attempts how often a file is tried in all, with a pause that doubles
 */
record ImageFetcher(Configuration hadoop, ShardReader shards, long maxBytes, int attempts) {

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final int LONGEST_DOUBLING = 7;

    /**
     * All bytes of a file.
     *
     * @throws ImageException MISSING, UNREADABLE, TOO_LARGE, EMPTY, or what the listing said about the file
     */
    byte[] fetch(CorpusRow file) throws ImageException, InterruptedException {
        if (!file.listed()) {
            throw new ImageException(FailureReason.valueOf(file.reason()), file.message());
        }
        checkLength(file.bytes());
        IOException last = null;
        for (int attempt = 0; attempt < attempts; attempt++) {
            if (attempt > 0) {
                Thread.sleep(FIRST_PAUSE_MILLIS << Math.min(attempt - 1, LONGEST_DOUBLING));
            }
            try {
                byte[] bytes = read(file);
                checkLength(bytes.length);
                return bytes;
            } catch (FileNotFoundException | NoSuchFileException e) {
                throw new ImageException(
                        FailureReason.MISSING, "The file was there when the pictures were listed, but is not now.", e);
            } catch (AccessDeniedException | AccessControlException e) {
                throw unreadable(e);
            } catch (IOException e) {
                last = e;
            }
        }
        throw unreadable(last);
    }

    private void checkLength(long length) throws ImageException {
        if (length == 0) {
            throw new ImageException(
                    FailureReason.EMPTY, "The file has no bytes. Copy it again from its source, or remove it.");
        }
        if (length > maxBytes) {
            throw new ImageException(
                    FailureReason.TOO_LARGE,
                    "The file has " + length + " bytes, more than decoding.max-bytes allows (" + maxBytes + ").");
        }
    }

    private ImageException unreadable(IOException failure) {
        return new ImageException(FailureReason.UNREADABLE, "The storage says: " + failure, failure);
    }

    private byte[] read(CorpusRow file) throws IOException {
        // One byte more than allowed tells a file that has grown since it was listed.
        int most = (int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8);
        if (file.position() != CorpusRow.WHOLE) {
            return shards.read(file, most);
        }
        try (InputStream in = OpenImage.of(file.image(), most, hadoop)) {
            return in.readNBytes(most);
        }
    }
}
