package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import io.msliqa.image.ImageFormat;

/** Opens a picture file of any format. */
public final class PictureFile {

    private PictureFile() {}

    /** Reads the header of a file of a format that {@link FileSignature} has told. */
    public static StoredPicture open(ImageFormat format, ByteView file) throws ImageException {
        return switch (format) {
            case JPEG -> JpegFile.open(file);
            case PNG -> PngFile.open(file);
            case GIF -> GifFile.open(file);
            case BMP -> BmpFile.open(file);
            case TIFF -> TiffFile.open(file);
            case WEBP -> WebpFile.open(file);
            case JPEG2000 -> Jpeg2000File.open(file);
        };
    }
}
