package io.msliqa.image;

import java.util.Objects;

/**
 * How a picture was taken, as its EXIF tells; an empty text where it does not say. Where it was taken is never read.
 *
 * @param make the camera's maker
 * @param model the camera
 * @param lens the lens
 * @param taken when, by the camera's clock: {@code 2024-05-01T18:30:00}, with {@code +02:00} behind it where the clock's
 *     offset from UTC is known
 * @param orientation EXIF's number as it was found, 1 to 8; 0 where there is none
 */
public record Capture(String make, String model, String lens, String taken, int orientation) {

    /** Nothing is known. */
    public static final Capture UNKNOWN = new Capture("", "", "", "", 0);

    public Capture {
        Objects.requireNonNull(make, "make");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(lens, "lens");
        Objects.requireNonNull(taken, "taken");
        if (orientation < 0 || orientation > 8) {
            throw new IllegalArgumentException("orientation is " + orientation + ", must be 0 to 8");
        }
    }

    /** How the stored picture has to be turned. */
    public Orientation turn() {
        return Orientation.ofExif(orientation);
    }
}
