package io.msliqa.image.format;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.Orientation;
import io.msliqa.image.format.PictureHeader.Inks;
import java.io.ByteArrayOutputStream;

/**
 * Walks a JPEG file's markers to its end marker, because every decoder turns half a JPEG file into a picture without an
 * error. What follows the end marker (other pictures of a multi-picture file, padding) is not looked at.
 *
 * <p>Source: ITU-T T.81, annex B.
 */
public final class JpegStructure {

    private static final int SOF0 = 0xC0;
    private static final int SOF2 = 0xC2;
    private static final int SOF3 = 0xC3;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final String PROFILE_NAME = "ICC_PROFILE\0";

    /** Real progressive files have some ten; each one costs the decoder a pass over the whole picture. */
    private static final int MOST_SCANS = 500;

    /** The cheapest coding there is, one bit a block of 64 pixels, so this many pixels for a byte. */
    private static final int MOST_PIXELS_PER_BYTE = 512;

    private final ByteView file;
    private int frameType = -1;
    private int width;
    private int height;
    private int components;
    private Orientation orientation = Orientation.UPRIGHT;
    private final ByteArrayOutputStream profile = new ByteArrayOutputStream();
    private boolean adobeYcck;
    private int scans;
    private long codedBytes;

    private JpegStructure(ByteView file) {
        this.file = file;
    }

    public static PictureHeader scan(ByteView file) throws ImageException {
        return new JpegStructure(file).scan();
    }

    private PictureHeader scan() throws ImageException {
        int at = 2;
        while (true) {
            at = nextMarker(at);
            int marker = file.u8(at - 1);
            if (marker == EOI) {
                return header();
            }
            if (marker == SOI) {
                throw PictureHeader.corrupt("A second JPEG picture begins at byte " + (at - 2) + " within the first");
            }
            if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
                continue;
            }
            at = readSegment(marker, at);
        }
    }

    /** The position behind the next marker at or after {@code at}; bytes between segments are skipped, as libjpeg does. */
    private int nextMarker(int at) throws ImageException {
        int position = at;
        while (true) {
            while (position < file.length() && file.u8(position) != 0xFF) {
                position++;
            }
            while (position < file.length() && file.u8(position) == 0xFF) {
                position++;
            }
            if (position >= file.length()) {
                throw truncated();
            }
            if (file.u8(position) != 0) {
                return position + 1;
            }
        }
    }

    private ImageException truncated() {
        return new ImageException(
                FailureReason.TRUNCATED,
                "The JPEG file ends at byte " + file.length() + " without an end marker"
                        + (scans == 0 ? ", before any picture data" : ", within its picture data")
                        + ". Copy it again from its source.");
    }

    /** Returns the position behind the segment and the coded data that belongs to it. */
    private int readSegment(int marker, int at) throws ImageException {
        int length = file.u16be(at);
        if (length < 2) {
            throw PictureHeader.corrupt(
                    "The JPEG segment at byte " + (at - 2) + " says that it is " + length + " bytes long");
        }
        ByteView segment = file.slice(at + 2L, length - 2L);
        int end = at + length;
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
            readFrame(marker, segment);
        } else if (marker == SOS) {
            return readScan(end);
        } else if (marker == APP1 && segment.startsWith("Exif\0") && orientation == Orientation.UPRIGHT) {
            orientation = TiffDirectory.exifOrientation(segment);
        } else if (marker == APP14 && segment.startsWith("Adobe") && segment.length() >= 12) {
            adobeYcck = segment.u8(11) == 2;
        } else if (marker == APP2 && segment.startsWith(PROFILE_NAME)) {
            int prefix = PROFILE_NAME.length() + 2;
            profile.write(file.array(), file.start() + at + 2 + prefix, Math.max(0, segment.length() - prefix));
        }
        return end;
    }

    private void readFrame(int marker, ByteView segment) throws ImageException {
        if (frameType >= 0) {
            throw PictureHeader.corrupt("The JPEG file has two frame headers");
        }
        frameType = marker;
        int precision = segment.u8(0);
        height = segment.u16be(1);
        width = segment.u16be(3);
        components = segment.u8(5);
        if (marker >= 0xC9) {
            throw PictureHeader.unsupported("The JPEG file uses arithmetic coding, which is not read here");
        }
        if (marker > SOF3) {
            throw PictureHeader.unsupported("The JPEG file uses hierarchical coding, which is not read here");
        }
        if (precision != 8 && marker != SOF3) {
            throw PictureHeader.unsupported("The JPEG file has " + precision + " bits a sample; 8 are read here");
        }
        if (components < 1 || components > 4 || segment.length() != 6 + 3 * components) {
            throw PictureHeader.corrupt("The JPEG frame header says that it has " + components + " components in "
                    + segment.length() + " bytes");
        }
        if (height == 0) {
            throw PictureHeader.unsupported(
                    "The JPEG file says its height only after the picture, which is not read here");
        }
    }

    private int readScan(int from) throws ImageException {
        if (frameType < 0) {
            throw PictureHeader.corrupt("The JPEG file has picture data before its frame header");
        }
        if (++scans > MOST_SCANS) {
            throw PictureHeader.corrupt("The JPEG file has more than " + MOST_SCANS + " scans");
        }
        byte[] bytes = file.array();
        int last = file.start() + file.length() - 1;
        for (int at = file.start() + from; at < last; at++) {
            if (bytes[at] == (byte) 0xFF) {
                int next = bytes[at + 1] & 0xFF;
                if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                    int end = at - file.start();
                    codedBytes += end - from;
                    return end;
                }
            }
        }
        throw truncated();
    }

    private PictureHeader header() throws ImageException {
        if (scans == 0) {
            throw PictureHeader.corrupt("The JPEG file has no picture data");
        }
        if (frameType >= SOF0
                && frameType <= SOF2
                && (long) width * height > codedBytes * MOST_PIXELS_PER_BYTE + 4096) {
            throw PictureHeader.corrupt("The JPEG file has " + codedBytes + " bytes of picture data, too few for "
                    + width + " x " + height + " pixels");
        }
        PictureHeader header = PictureHeader.of(width, height, file).turned(orientation);
        return components == 4
                ? header.inked(adobeYcck ? Inks.YCCK : Inks.CMYK).coloured(new ByteView(profile.toByteArray()))
                : header;
    }
}
