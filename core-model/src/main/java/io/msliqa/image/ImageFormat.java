package io.msliqa.image;

import java.util.Optional;

/** The file formats that are decoded, told apart by their first bytes, never by the file's name. */
public enum ImageFormat {
    JPEG,
    PNG,
    GIF,
    BMP,
    TIFF,
    WEBP;

    /**
     * The format of a file.
     *
     * @throws ImageException UNSUPPORTED_FORMAT, with a guess what the file is instead, or CORRUPT for a PNG file whose
     *     signature is damaged
     */
    static ImageFormat of(ByteView file) throws ImageException {
        Optional<ImageFormat> format = sniff(file);
        if (format.isPresent()) {
            return format.get();
        }
        if (PngStructure.hasDamagedSignature(file)) {
            throw Header.corrupt("The file is PNG, but its first 8 bytes are damaged, as by a transfer in text mode");
        }
        throw new ImageException(
                FailureReason.UNSUPPORTED_FORMAT,
                "The file is " + Stranger.describe(file) + ", none of JPEG, PNG, GIF, BMP, TIFF, WebP. If it is a"
                        + " picture, convert it to one of these; if not, leave it out of the input.");
    }

    /** The format that the first bytes of a file announce, empty if none of these. */
    static Optional<ImageFormat> sniff(ByteView file) {
        if (file.startsWith("\u00FF\u00D8")) {
            return Optional.of(JPEG);
        }
        if (file.startsWith(PngStructure.SIGNATURE)) {
            return Optional.of(PNG);
        }
        if (file.startsWith("GIF87a") || file.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        if (file.startsWith("BM")) {
            return Optional.of(BMP);
        }
        if (file.startsWith("II*\0")
                || file.startsWith("MM\0*")
                || file.startsWith("II+\0")
                || file.startsWith("MM\0+")) {
            return Optional.of(TIFF);
        }
        if (file.startsWith("RIFF") && file.hasText(8, "WEBP")) {
            return Optional.of(WEBP);
        }
        return Optional.empty();
    }
}
