package io.msliqa.image;

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
record Header(
        int width,
        int height,
        ByteView stream,
        Orientation orientation,
        ByteView profile,
        FramePlace place,
        Inks inks) {

    enum Inks {
        NONE,
        CMYK,
        YCCK
    }

    /** A plain picture: upright, no profile, no inks. */
    static Header of(long width, long height, ByteView stream) throws ImageException {
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw corrupt("The header says " + width + " x " + height + " pixels, which no picture has");
        }
        return new Header(
                (int) width, (int) height, stream, Orientation.UPRIGHT, ByteView.NONE, FramePlace.ORIGIN, Inks.NONE);
    }

    Header turned(Orientation newOrientation) {
        return new Header(width, height, stream, newOrientation, profile, place, inks);
    }

    Header coloured(ByteView newProfile) {
        return new Header(width, height, stream, orientation, newProfile, place, inks);
    }

    Header placed(int x, int y) {
        return new Header(width, height, stream, orientation, profile, new FramePlace(x, y), inks);
    }

    Header inked(Inks newInks) {
        return new Header(width, height, stream, orientation, profile, place, newInks);
    }

    static ImageException corrupt(String what) {
        return new ImageException(FailureReason.CORRUPT, what + ". Copy the file again from its source.");
    }

    static ImageException unsupported(String what) {
        return new ImageException(
                FailureReason.UNSUPPORTED_FORMAT, what + ". Convert the file to ordinary JPEG or PNG.");
    }
}
