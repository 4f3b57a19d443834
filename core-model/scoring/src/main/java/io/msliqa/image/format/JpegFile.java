package io.msliqa.image.format;

import io.msliqa.image.Capture;
import io.msliqa.image.ImageException;
import io.msliqa.image.format.Samples.Alpha;
import io.msliqa.image.format.Samples.Model;
import io.msliqa.image.jpeg.JpegException;
import io.msliqa.image.jpeg.JpegPicture;
import io.msliqa.image.jpeg.JpegReader;

/**
 * A JPEG file: its segments up to the first scan. What follows the end marker (other pictures of a multi-picture file,
 * padding) is not looked at.
 *
 * <p>Source: ITU-T T.81, annex B.
 */
final class JpegFile implements StoredPicture {

    private static final int LOSSLESS = 0xC3;
    private static final int JPEG_LS = 0xF7;
    private static final int SCAN = 0xDA;
    private static final int END = 0xD9;

    /** libjpeg's limit. What claims to be larger was written by nothing that others can read. */
    private static final int MOST_SIDE = 65_500;

    /** The cheapest coding there is, one bit a block of 64 pixels, so this many pixels for a byte. */
    private static final int MOST_PIXELS_PER_BYTE = 512;

    private final ByteView file;
    private int width;
    private int height;
    private boolean framed;
    private int adobe = -1;
    private Capture capture = Capture.UNKNOWN;
    private boolean captured;
    private final JpegProfile profile = new JpegProfile();

    private JpegFile(ByteView file) {
        this.file = file;
    }

    static StoredPicture open(ByteView file) throws ImageException {
        JpegFile picture = new JpegFile(file);
        picture.walk();
        return picture;
    }

    private void walk() throws ImageException {
        long at = 2;
        while (true) {
            at = nextMarker(at);
            int marker = file.u8(at - 1);
            if (marker == SCAN || marker == END) {
                break;
            }
            if (marker == 0xD8) {
                throw Problem.corrupt("A second JPEG picture begins at byte " + (at - 2) + " within the first");
            }
            if (marker > 1 && (marker < 0xD0 || marker > 0xD7)) {
                int length = file.u16be(at);
                if (length < 2) {
                    throw Problem.corrupt(
                            "The JPEG segment at byte " + (at - 2) + " says that it is " + length + " bytes long");
                }
                read(marker, file.slice(at + 2, length - 2L));
                at += length;
            }
        }
        if (!framed) {
            throw Problem.corrupt("The JPEG file has no picture");
        }
    }

    private long nextMarker(long from) throws ImageException {
        long at = from;
        while (file.u8(at) != 0xFF) {
            at++;
        }
        while (file.u8(at) == 0xFF) {
            at++;
        }
        return at + 1;
    }

    private void read(int marker, ByteView segment) throws ImageException {
        if (marker == JPEG_LS) {
            throw Problem.unsupported("The file is JPEG-LS, which is not read here");
        }
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
            frame(marker, segment);
        } else if (marker == 0xE1 && segment.startsWith("Exif\0") && !captured) {
            captured = true;
            capture = ExifReader.read(segment);
        } else if (marker == 0xE2) {
            profile.add(segment);
        } else if (marker == 0xEE && segment.startsWith("Adobe") && segment.length() >= 12) {
            adobe = segment.u8(11);
        }
    }

    private void frame(int marker, ByteView segment) throws ImageException {
        height = segment.u16be(1);
        width = segment.u16be(3);
        if (framed || height == 0 || width == 0) {
            return; // the decoder says what is wrong with it
        }
        framed = true;
        if (width > MOST_SIDE || height > MOST_SIDE) {
            throw Problem.unsupported("The JPEG file is " + width + " x " + height
                    + " pixels; libjpeg, and all that use it, go to " + MOST_SIDE);
        }
        long most = marker == LOSSLESS ? 8 : MOST_PIXELS_PER_BYTE;
        if ((long) width * height > file.length() * most + 4096) {
            throw Problem.corrupt(
                    "The JPEG file has " + file.length() + " bytes, too few for " + width + " x " + height + " pixels");
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Capture capture() {
        return capture;
    }

    @Override
    public ByteView profile() {
        return profile.joined();
    }

    @Override
    public Samples samples() throws ImageException {
        JpegPicture picture;
        try {
            picture = JpegReader.decode(file.array(), file.start(), file.start() + file.length());
        } catch (JpegException e) {
            throw reason(e, "JPEG");
        }
        return picture.channels() == 4
                ? JpegInks.samples(picture, adobe == 0 || adobe < 0)
                : samples(picture, picture.channels() == 1 ? Model.GREY : Model.RGB);
    }

    static Samples samples(JpegPicture picture, Model model) {
        if (picture.bits() == 8) {
            return Samples.of8(picture.width(), picture.height(), model, Alpha.NONE, picture.samples());
        }
        return SampleDepth.spread(
                picture.width(), picture.height(), model, Alpha.NONE, picture.samples(), picture.bits());
    }

    static ImageException reason(JpegException e, String format) {
        return switch (e.kind()) {
            case TRUNCATED -> Problem.truncated("The " + format + " file is cut short. " + e.getMessage());
            case CORRUPT -> Problem.corrupt("The " + format + " file is damaged. " + e.getMessage());
            case UNSUPPORTED -> Problem.unsupported("This kind of " + format + " is not read here. " + e.getMessage());
            case STOPPED -> Problem.stopped();
        };
    }
}
