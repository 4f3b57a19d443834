package io.msliqa.scoring;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageFormat;
import java.util.Objects;

/** What became of one picture: a score, or the reason why there is none. */
public sealed interface ImageResult {

    /** That of the {@link ImageInput}. */
    String id();

    /**
     * A picture with its score.
     *
     * @param width of the upright picture, in pixels
     * @param height of the upright picture, in pixels
     */
    record Scored(String id, int width, int height, ImageFormat format, ImageScore score) implements ImageResult {
        public Scored {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(score, "score");
        }
    }

    /** A picture without a score. */
    record Failed(String id, FailureReason reason, String message) implements ImageResult {
        public Failed {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(message, "message");
        }
    }
}
