package io.msliqa.image.format;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;

/** Reads sides and strips of a TIFF file's first page, and makes sure that the strips lie within the file. */
public final class TiffStructure {

    private static final int UNCOMPRESSED = 1;

    private TiffStructure() {}

    public static PictureHeader scan(ByteView file) throws ImageException {
        TiffDirectory page = TiffDirectory.first(file);
        if (!page.has(TiffDirectory.WIDTH) || !page.has(TiffDirectory.HEIGHT)) {
            throw PictureHeader.corrupt("The TIFF file's first directory does not say how large the picture is");
        }
        PictureHeader header = PictureHeader.of(
                        page.number(TiffDirectory.WIDTH, 0), page.number(TiffDirectory.HEIGHT, 0), file)
                .turned(page.orientation())
                .coloured(profile(page));
        boolean tiled = page.has(TiffDirectory.TILE_OFFSETS);
        long stored = tiled
                ? checkParts(file, page, TiffDirectory.TILE_OFFSETS, TiffDirectory.TILE_BYTE_COUNTS)
                : checkParts(file, page, TiffDirectory.STRIP_OFFSETS, TiffDirectory.STRIP_BYTE_COUNTS);
        if (page.number(TiffDirectory.COMPRESSION, UNCOMPRESSED) == UNCOMPRESSED && !tiled) {
            checkUncompressed(page, header, stored);
        }
        return header;
    }

    /** A damaged profile costs its colours, not the picture. */
    private static ByteView profile(TiffDirectory page) {
        try {
            return page.bytes(TiffDirectory.ICC_PROFILE);
        } catch (ImageException damaged) {
            return ByteView.NONE;
        }
    }

    /** Returns the bytes that all strips or tiles have together. */
    private static long checkParts(ByteView file, TiffDirectory page, int offsets, int counts) throws ImageException {
        long parts = page.count(offsets);
        if (parts == 0) {
            throw PictureHeader.corrupt("The TIFF file's first directory points to no picture data");
        }
        if (page.count(counts) < parts) {
            return Long.MAX_VALUE; // old writers left the counts out; the codec finds the ends by itself
        }
        long bytes = 0;
        for (long i = 0; i < parts; i++) {
            long size = page.element(counts, i);
            file.require(page.element(offsets, i), size);
            bytes += size;
        }
        return bytes;
    }

    private static void checkUncompressed(TiffDirectory page, PictureHeader header, long stored) throws ImageException {
        long samples = page.number(TiffDirectory.SAMPLES_PER_PIXEL, 1);
        long bits = page.number(TiffDirectory.BITS_PER_SAMPLE, 1);
        if (samples > 64 || bits > 64) {
            throw PictureHeader.corrupt(
                    "The TIFF file says that it has " + samples + " samples of " + bits + " bits a pixel");
        }
        long subsampled = page.number(262, 0) == 6 ? 2 : 1; // YCbCr may store half of the samples or fewer
        if (subsampled == 1 && stored < header.height() * ((header.width() * samples * bits + 7) / 8)) {
            throw new ImageException(
                    FailureReason.TRUNCATED,
                    "The TIFF file stores " + stored + " bytes of picture data, too few for " + header.width() + " x "
                            + header.height() + " pixels. Copy it again from its source.");
        }
    }
}
