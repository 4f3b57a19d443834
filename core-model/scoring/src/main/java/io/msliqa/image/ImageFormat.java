package io.msliqa.image;

/** The file formats that are decoded. */
public enum ImageFormat {
    JPEG,
    PNG,
    GIF,
    BMP,
    TIFF,
    WEBP,
    JPEG2000
}
