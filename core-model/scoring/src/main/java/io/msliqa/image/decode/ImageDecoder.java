package io.msliqa.image.decode;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.DecodedImage;
import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.ImageFormat;
import io.msliqa.image.PixelImage;
import io.msliqa.image.format.BmpStructure;
import io.msliqa.image.format.ByteView;
import io.msliqa.image.format.FileSignature;
import io.msliqa.image.format.FramePlace;
import io.msliqa.image.format.GifStructure;
import io.msliqa.image.format.JpegStructure;
import io.msliqa.image.format.PictureHeader;
import io.msliqa.image.format.PictureHeader.Inks;
import io.msliqa.image.format.PngStructure;
import io.msliqa.image.format.TiffStructure;
import io.msliqa.image.format.WebpStructure;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.Objects;

/**
 * Turns the bytes of a picture file into upright 8-bit sRGB, or says why it cannot: whatever the bytes, it throws
 * nothing but an {@link ImageException}. Safe for use by many threads.
 *
 * <ul>
 *   <li>The format is told by the content: JPEG, PNG, GIF, BMP, TIFF, WebP.
 *   <li>Limits are checked from the file's length and header, before pixels are allocated.
 *   <li>The file's structure is walked before it is decoded, since codecs turn half a file into a picture without a
 *       word. What follows the end of a picture (padding, further pictures) is ignored.
 *   <li>EXIF orientation is applied, and embedded profiles of RGB and CMYK pictures are brought to sRGB (in PNG and TIFF
 *       not those that move no colour by more than 2 of 255). Damaged metadata costs what it says, not the picture.
 *       Grey stays as stored.
 *   <li>Alpha is composited on white; 16-bit samples {@code v} become {@code v / 257}, rounded half up; of an animation
 *       or a multi-page file the first frame counts, placed on its canvas.
 * </ul>
 */
public final class ImageDecoder {

    /** Names the rules above in fingerprints; changes when a single sample of any decoded picture would. */
    public static final String RULES = "upright-srgb-8bit-on-white/1";

    private static final byte WHITE = (byte) 255;

    private final DecodeLimits limits;
    private final Codecs codecs;

    public ImageDecoder(DecodeLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.codecs = Codecs.shared();
    }

    /** The limits that this decoder keeps; {@link DecodeLimits#checkLength} spares reading a file that is too long. */
    public DecodeLimits limits() {
        return limits;
    }

    /**
     * Decodes a whole file.
     *
     * @param file its bytes; read only
     * @throws ImageException with the reason EMPTY, UNSUPPORTED_FORMAT, TRUNCATED, CORRUPT, TOO_LARGE, TOO_SMALL,
     *     TIMEOUT or OUT_OF_MEMORY for what is wrong with the file, INTERNAL for a fault of the decoder
     */
    public DecodedImage decode(byte[] file) throws ImageException {
        Objects.requireNonNull(file, "file");
        limits.checkLength(file.length);
        return TimeLimit.within(limits.maxTime(), () -> decodeUnlimited(file));
    }

    private DecodedImage decodeUnlimited(byte[] file) throws ImageException {
        try {
            ByteView view = new ByteView(file);
            ImageFormat format = FileSignature.of(view);
            PictureHeader header = header(format, view);
            limits.checkSides(header.width(), header.height());
            return new DecodedImage(header.orientation().apply(pixels(format, header)), format);
        } catch (OutOfMemoryError e) {
            throw new ImageException(
                    FailureReason.OUT_OF_MEMORY,
                    "The picture does not fit into the Java heap. Give the JVM more heap, or lower the limit on pixels.",
                    e);
        } catch (RuntimeException | Error e) {
            throw new ImageException(
                    FailureReason.INTERNAL,
                    "The decoder failed with " + e
                            + ". This is a fault of the program; please report it with the file.",
                    e);
        }
    }

    private static PictureHeader header(ImageFormat format, ByteView file) throws ImageException {
        return switch (format) {
            case JPEG -> JpegStructure.scan(file);
            case PNG -> PngStructure.scan(file);
            case GIF -> GifStructure.scan(file);
            case BMP -> BmpStructure.scan(file);
            case TIFF -> TiffStructure.scan(file);
            case WEBP -> WebpStructure.scan(file);
        };
    }

    private PixelImage pixels(ImageFormat format, PictureHeader header) throws ImageException {
        if (header.inks() != Inks.NONE) {
            Raster raw = codecs.readRaw(format, header.stream());
            byte[] rgb = InkConversion.toRgb(raw, header.inks(), header.profile());
            return new PixelImage(raw.getWidth(), raw.getHeight(), rgb);
        }
        BufferedImage image = codecs.read(format, header.stream());
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = ColourProfile.rgbToSrgb(SampleConversion.toRgb(image), width, height, header.profile());
        return placed(new PixelImage(width, height, rgb), header);
    }

    /** The codec's picture where it belongs on a white canvas; itself where it fills it. */
    private static PixelImage placed(PixelImage frame, PictureHeader header) throws ImageException {
        if (frame.width() == header.width() && frame.height() == header.height()) {
            return frame;
        }
        FramePlace place = header.place();
        if (place.x() + frame.width() > header.width() || place.y() + frame.height() > header.height()) {
            throw PictureHeader.corrupt("The picture is " + frame.width() + " x " + frame.height()
                    + " pixels, its header says " + header.width() + " x " + header.height());
        }
        byte[] canvas = new byte[3 * header.width() * header.height()];
        Arrays.fill(canvas, WHITE);
        for (int y = 0; y < frame.height(); y++) {
            int to = 3 * ((place.y() + y) * header.width() + place.x());
            System.arraycopy(frame.rgb(), 3 * y * frame.width(), canvas, to, 3 * frame.width());
        }
        return new PixelImage(header.width(), header.height(), canvas);
    }
}
