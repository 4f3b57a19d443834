package io.msliqa.spark.scoring;

import io.msliqa.image.ImageException;
import io.msliqa.spark.rows.CorpusRow;

/** Holds the bytes of a file, or the reason why it could not be read. */
final class FetchedImage {

    /** Hands over the bytes, or says why there are none. */
    interface Content {
        byte[] bytes() throws ImageException;
    }

    private final CorpusRow file;
    private final Content content;
    private final double seconds;

    /** @param seconds that reading took */
    FetchedImage(CorpusRow file, Content content, double seconds) {
        this.file = file;
        this.content = content;
        this.seconds = seconds;
    }

    static Content failure(ImageException reason) {
        return () -> {
            throw reason;
        };
    }

    /** The file as it was listed. */
    CorpusRow file() {
        return file;
    }

    /** The whole file; not a copy. */
    byte[] bytes() throws ImageException {
        return content.bytes();
    }

    /** How long reading took. */
    double seconds() {
        return seconds;
    }
}
