package io.msliqa.scoring;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.DecodedImage;
import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.view.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** A picture that is to be scored: its bytes, or why there are none. */
public sealed interface ImageInput {

    /** What the caller calls the picture; comes back with the result. */
    String id();

    /**
     * The whole file.
     *
     * @param bytes not copied; not written to
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares inputs.
    record Fetched(String id, byte[] bytes) implements ImageInput {
        public Fetched {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(bytes, "bytes");
        }
    }

    /**
     * A picture that is decoded already.
     *
     * @param image shared with whoever else scores it
     * @param views of it, which are shared too
     */
    record Decoded(String id, DecodedImage image, Views views) implements ImageInput {
        public Decoded {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(image, "image");
            Objects.requireNonNull(views, "views");
        }
    }

    /** A file that could not be had; becomes a {@link ImageResult.Failed} in its place. */
    record Unavailable(String id, FailureReason reason, String message) implements ImageInput {
        public Unavailable {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(message, "message");
        }
    }

    /** Reads a file of this machine, whose id is the path as text; longer files than allowed are not read. */
    static ImageInput of(Path file, DecodeLimits limits) {
        String id = file.toString();
        try {
            limits.checkLength(Files.size(file));
            return new ImageInput.Fetched(id, Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return new ImageInput.Unavailable(id, FailureReason.MISSING, "There is no file " + file);
        } catch (IOException e) {
            return new ImageInput.Unavailable(id, FailureReason.UNREADABLE, "The file cannot be read: " + e);
        } catch (ImageException e) {
            return new ImageInput.Unavailable(id, e.reason(), e.getMessage());
        }
    }
}
