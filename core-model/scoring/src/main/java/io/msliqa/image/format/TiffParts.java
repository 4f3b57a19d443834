package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import io.msliqa.image.jpeg.JpegException;
import io.msliqa.image.jpeg.JpegPicture;
import io.msliqa.image.jpeg.JpegReader;
import io.msliqa.image.jpeg.JpegReader.Colours;

/** The strips or tiles of a page: where they lie, and their bytes once the compression is undone. */
final class TiffParts {

    private final TiffDirectory page;
    private final TiffPage layout;
    private final ByteView file;
    private final boolean planar;
    private final int offsets;
    private final int counts;
    private final int predictor;
    private final boolean reversed;

    /** Sides of a part, in pixels; the last strips may be lower. */
    final int partWidth;

    final int partHeight;
    final int across;
    final int down;

    TiffParts(TiffDirectory page, TiffPage layout) throws ImageException {
        this.page = page;
        this.layout = layout;
        file = page.file();
        planar = page.number(TiffTag.PLANAR_CONFIGURATION, 1) == 2 && layout.samplesPerPixel() > 1;
        predictor = (int) page.number(TiffTag.PREDICTOR, 1);
        reversed = page.number(TiffTag.FILL_ORDER, 1) == 2;
        boolean tiled = page.has(TiffTag.TILE_OFFSETS);
        offsets = tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS;
        counts = tiled ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS;
        long rows = tiled ? page.number(TiffTag.TILE_HEIGHT, 0) : page.number(TiffTag.ROWS_PER_STRIP, layout.height());
        partWidth = tiled ? Problem.side(page.number(TiffTag.TILE_WIDTH, 0), "TIFF") : layout.width();
        partHeight = Problem.side(tiled ? rows : Math.min(rows <= 0 ? layout.height() : rows, layout.height()), "TIFF");
        across = (int) ((layout.width() + (long) partWidth - 1) / partWidth);
        down = (int) ((layout.height() + (long) partHeight - 1) / partHeight);
        checkLengths();
    }

    private void checkLengths() throws ImageException {
        boolean old = layout.compression() == TiffCompression.OLD_JPEG;
        long there = page.count(offsets);
        long needed = (long) across * down * planes();
        if (there == 0 && !old) {
            throw Problem.corrupt("The TIFF file's page points to no picture data");
        }
        if (there < needed && !old) {
            throw Problem.corrupt("The TIFF file has " + there + " of " + needed + " parts of its picture");
        }
        long stored = 0;
        for (long i = 0; i < Math.min(there, needed); i++) {
            stored += count(i);
        }
        double pixels = (double) layout.width() * layout.height() * layout.samplesPerPixel() * layout.bits() / 8;
        boolean halved = layout.isLumaChroma();
        if (pixels
                > (double) Math.max(stored, old ? file.length() : 0)
                                * layout.compression().expansion()
                                * (halved ? 8 : 1)
                        + 4096) {
            throw Problem.truncated("The TIFF file stores " + stored + " bytes of picture data, too few for "
                    + layout.width() + " x " + layout.height() + " pixels");
        }
        if (partBytes(partHeight) > Integer.MAX_VALUE - 64) {
            throw Problem.unsupported("The TIFF file's parts are larger than 2 GiB");
        }
    }

    /** Bytes of a part, where the file says; what old writers left out reaches to the file's end, or is what it must be. */
    private long count(long part) throws ImageException {
        long at = page.element(offsets, part);
        if (page.count(counts) <= part || (page.element(counts, part) == 0 && page.count(counts) == 1)) {
            return Math.max(
                    0,
                    layout.compression() == TiffCompression.NONE
                            ? Math.min(file.length() - at, partBytes(partHeight))
                            : file.length() - at);
        }
        long size = page.element(counts, part);
        file.require(at, size);
        return size;
    }

    int planes() {
        return planar ? layout.samplesPerPixel() : 1;
    }

    /** Samples of a pixel that lie together in a part. */
    int together() {
        return planar ? 1 : layout.samplesPerPixel();
    }

    long rowBytes() {
        return ((long) partWidth * together() * layout.bits() + 7) / 8;
    }

    private long partBytes(int rows) {
        return rowBytes() * rows;
    }

    boolean isBigEndian() {
        return predictor == 3 || page.isBigEndian();
    }

    /** The bytes of a part, as many as so many rows have. */
    byte[] read(int plane, int column, int row, int rows) throws ImageException {
        long part = ((long) plane * down + row) * across + column;
        ByteView stored = file.slice(page.element(offsets, part), count(part));
        int size = (int) partBytes(rows);
        if (layout.compression() == TiffCompression.JPEG) {
            return jpeg(stored, rows);
        }
        if (reversed) {
            byte[] turned = stored.copy();
            for (int i = 0; i < turned.length; i++) {
                turned[i] = (byte) (Integer.reverse(turned[i]) >>> 24);
            }
            stored = new ByteView(turned);
        }
        byte[] bytes =
                switch (layout.compression()) {
                    case LZW -> TiffLzw.decode(stored, size);
                    case PACK_BITS -> TiffPackBits.decode(stored, size);
                    case DEFLATE, OLD_DEFLATE -> TiffDeflate.decode(stored, size);
                    default -> plain(stored, size);
                };
        TiffPredictor.undo(predictor, bytes, (int) rowBytes(), together(), layout.bits(), page.isBigEndian());
        return bytes;
    }

    private static byte[] plain(ByteView stored, int size) throws ImageException {
        if (stored.length() < size) {
            throw Problem.truncated("The TIFF file has " + stored.length() + " bytes for a part of " + size);
        }
        return stored.slice(0, size).copy();
    }

    private byte[] jpeg(ByteView stored, int rows) throws ImageException {
        try {
            JpegPicture picture = JpegReader.decode(
                    page.bytes(TiffTag.JPEG_TABLES).copy(),
                    stored.array(),
                    stored.start(),
                    stored.start() + stored.length(),
                    layout.isLumaChroma() ? Colours.LUMA_CHROMA : Colours.STORED);
            boolean fits = picture.channels() == together() && (picture.bits() == 8) == (layout.bits() == 8);
            if (picture.width() < partWidth || picture.height() < rows || !fits) {
                throw Problem.corrupt("The TIFF file holds a JPEG picture of other sides or channels than it says");
            }
            int wide = picture.bits() > 8 ? 2 : 1;
            if (picture.width() == partWidth) {
                return picture.samples();
            }
            int from = wide * picture.channels() * picture.width();
            int to = wide * picture.channels() * partWidth;
            byte[] cut = new byte[to * rows];
            for (int y = 0; y < rows; y++) {
                System.arraycopy(picture.samples(), y * from, cut, y * to, to);
            }
            return cut;
        } catch (JpegException e) {
            throw JpegFile.reason(e, "TIFF");
        }
    }
}
