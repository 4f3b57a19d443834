package io.msliqa.scoring;

import io.msliqa.image.Capture;
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
     * @param capture how it was taken
     */
    record Scored(String id, int width, int height, ImageFormat format, Capture capture, ImageScore score)
            implements ImageResult {
        public Scored {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(capture, "capture");
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
