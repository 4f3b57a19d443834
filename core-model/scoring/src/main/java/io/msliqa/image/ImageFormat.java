package io.msliqa.image;

/** The file formats that are decoded. */
public enum ImageFormat {
    JPEG,
    PNG,
    GIF,
    BMP,
    TIFF,
    WEBP,
    JPEG2000;

    /** Whether native code decodes it, which cannot be stopped. */
    public boolean isNative() {
        return this == WEBP || this == JPEG2000;
    }
}
