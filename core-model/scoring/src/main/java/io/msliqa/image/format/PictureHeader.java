package io.msliqa.image.format;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.Orientation;

/**
 * What a file's structure promises, read before any codec sees it.
 *
 * @param width of the stored picture (before it is turned upright), at least 1
 * @param height of the stored picture, at least 1
 * @param stream what the codec is to read
 * @param orientation how the picture has to be turned
 * @param profile the ICC profile that the codec leaves to us, empty if there is none
 * @param place where the codec's picture lies within the stored one
 * @param inks how a JPEG picture of four components means them
 */
public record PictureHeader(
        int width,
        int height,
        ByteView stream,
        Orientation orientation,
        ByteView profile,
        FramePlace place,
        Inks inks) {

    public enum Inks {
        NONE,
        CMYK,
        YCCK
    }

    /** A plain picture: upright, no profile, no inks. */
    static PictureHeader of(long width, long height, ByteView stream) throws ImageException {
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw corrupt("The header says " + width + " x " + height + " pixels, which no picture has");
        }
        return new PictureHeader(
                (int) width, (int) height, stream, Orientation.UPRIGHT, ByteView.NONE, FramePlace.ORIGIN, Inks.NONE);
    }

    PictureHeader turned(Orientation newOrientation) {
        return new PictureHeader(width, height, stream, newOrientation, profile, place, inks);
    }

    PictureHeader coloured(ByteView newProfile) {
        return new PictureHeader(width, height, stream, orientation, newProfile, place, inks);
    }

    PictureHeader placed(int x, int y) {
        return new PictureHeader(width, height, stream, orientation, profile, new FramePlace(x, y), inks);
    }

    PictureHeader inked(Inks newInks) {
        return new PictureHeader(width, height, stream, orientation, profile, place, newInks);
    }

    public static ImageException corrupt(String what) {
        return new ImageException(FailureReason.CORRUPT, what + ". Copy the file again from its source.");
    }

    public static ImageException unsupported(String what) {
        return new ImageException(
                FailureReason.UNSUPPORTED_FORMAT, what + ". Convert the file to ordinary JPEG or PNG.");
    }
}
