package io.msliqa.image.format;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.ImageFormat;
import java.util.Optional;

/** Tells file formats apart by their first bytes, never by the file's name. */
public final class FileSignature {

    private FileSignature() {}

    /**
     * The format of a file.
     *
     * @throws ImageException UNSUPPORTED_FORMAT, with a guess what the file is instead, or CORRUPT for a PNG file whose
     *     signature is damaged
     */
    public static ImageFormat of(ByteView file) throws ImageException {
        Optional<ImageFormat> format = sniff(file);
        if (format.isPresent()) {
            return format.get();
        }
        if (PngFile.hasDamagedSignature(file)) {
            throw Problem.corrupt("The file is PNG, but its first 8 bytes are damaged, as by a transfer in text mode");
        }
        throw new ImageException(
                FailureReason.UNSUPPORTED_FORMAT,
                "The file is " + ForeignFormat.describe(file) + ", none of JPEG, PNG, GIF, BMP, TIFF, WebP, JPEG 2000."
                        + " If it is a picture, convert it to one of these (docs/formats.md says how); if not, leave it"
                        + " out of the input.");
    }

    /** The format that the first bytes of a file announce, empty if none of these. */
    public static Optional<ImageFormat> sniff(ByteView file) {
        if (file.startsWith("\u00FF\u00D8")) {
            return Optional.of(ImageFormat.JPEG);
        }
        if (file.startsWith(PngFile.SIGNATURE)) {
            return Optional.of(ImageFormat.PNG);
        }
        if (file.startsWith("GIF87a") || file.startsWith("GIF89a")) {
            return Optional.of(ImageFormat.GIF);
        }
        if (file.startsWith("BM")) {
            return Optional.of(ImageFormat.BMP);
        }
        if (file.startsWith("II*\0")
                || file.startsWith("MM\0*")
                || file.startsWith("II+\0")
                || file.startsWith("MM\0+")) {
            return Optional.of(ImageFormat.TIFF);
        }
        if (file.startsWith("RIFF") && file.hasText(8, "WEBP")) {
            return Optional.of(ImageFormat.WEBP);
        }
        if (Jpeg2000File.is(file)) {
            return Optional.of(ImageFormat.JPEG2000);
        }
        return Optional.empty();
    }
}
