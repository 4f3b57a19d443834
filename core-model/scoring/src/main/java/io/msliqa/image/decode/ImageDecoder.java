package io.msliqa.image.decode;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.DecodedImage;
import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.ImageFormat;
import io.msliqa.image.PixelImage;
import io.msliqa.image.format.ByteView;
import io.msliqa.image.format.FileSignature;
import io.msliqa.image.format.PictureFile;
import io.msliqa.image.format.StoredPicture;
import io.msliqa.work.Work;
import java.util.Objects;

/**
 * Turns the bytes of a picture file into upright 8-bit sRGB, or says why it cannot: whatever the bytes, it throws
 * nothing but an {@link ImageException}. Safe for use by many threads.
 *
 * <ul>
 *   <li>The format is told by the content: JPEG, PNG, GIF, BMP, TIFF, WebP, JPEG 2000 (docs/formats.md has each
 *       variant).
 *   <li>Limits are checked from the file's length and header, before pixels are allocated.
 *   <li>Lost picture data is never made up: it fails. What follows the end of a picture (padding, further pictures) is
 *       ignored, and defects that hide nothing are forgiven.
 *   <li>Of a multi-page file the first page that is neither a smaller copy nor a mask counts; of an animation the first
 *       frame, placed on its canvas.
 *   <li>Colours are brought to sRGB by the embedded profile, in full depth, except where it moves none by more than 2 of
 *       255; then alpha is composited on white; then samples are rounded to 8 bits, half up. Damaged metadata costs
 *       what it says, not the picture. Grey without a profile stays as stored.
 *   <li>EXIF orientation is applied.
 * </ul>
 */
public final class ImageDecoder {

    /** Names the rules above in fingerprints; changes when a single sample of any decoded picture would. */
    public static final String RULES = "upright-srgb-8bit-on-white/2";

    private final DecodeLimits limits;

    public ImageDecoder(DecodeLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
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
        return decode(file, sides -> {});
    }

    /** A further check of a picture's sides, before its pixels are allocated. */
    @FunctionalInterface
    public interface SideCheck {
        void check(Sides sides) throws ImageException;
    }

    /** A picture's sides, as they are stored. */
    public record Sides(int width, int height) {}

    /** Decodes a whole file that passes one more check of its header. */
    public DecodedImage decode(byte[] file, SideCheck further) throws ImageException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(further, "further");
        limits.checkLength(file.length);
        ByteView view = new ByteView(file);
        ImageFormat format = FileSignature.of(view);
        Work<DecodedImage, ImageException> work = () -> decodeUnlimited(view, format, further);
        return format.isNative() ? TimeLimit.elsewhere(limits.maxTime(), work) : TimeLimit.here(limits.maxTime(), work);
    }

    private DecodedImage decodeUnlimited(ByteView view, ImageFormat format, SideCheck further) throws ImageException {
        try {
            StoredPicture picture = PictureFile.open(format, view);
            int width = picture.width();
            int height = picture.height();
            limits.checkSides(width, height);
            further.check(new Sides(width, height));
            byte[] rgb = ColourPath.toRgb(picture.samples(), picture.profile());
            PixelImage upright = picture.capture().turn().apply(new PixelImage(width, height, rgb));
            return new DecodedImage(upright, format, picture.capture());
        } catch (OutOfMemoryError e) {
            throw new ImageException(
                    FailureReason.OUT_OF_MEMORY,
                    "The picture does not fit into the Java heap. Give the JVM more heap, or lower the limit on pixels.",
                    e);
        } catch (LinkageError e) {
            throw new ImageException(
                    FailureReason.UNSUPPORTED_FORMAT,
                    "This machine has no native library to read the file with (" + e
                            + "). Convert the file to ordinary JPEG or PNG.",
                    e);
        } catch (RuntimeException | Error e) {
            throw new ImageException(
                    FailureReason.INTERNAL,
                    "The decoder failed with " + e
                            + ". This is a fault of the program; please report it with the file.",
                    e);
        }
    }
}
