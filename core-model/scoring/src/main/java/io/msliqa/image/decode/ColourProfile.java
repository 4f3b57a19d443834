package io.msliqa.image.decode;

import com.twelvemonkeys.imageio.color.ColorProfiles;
import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.format.ByteView;
import io.msliqa.image.format.Samples;
import io.msliqa.image.format.Samples.Model;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings samples of an embedded ICC profile to sRGB. A damaged or unfitting profile is as good as none, and so is one that
 * moves no colour by more than {@value #SAME} of 255.
 */
final class ColourProfile {

    /** Colours along each axis of the grid that tells whether a profile moves any. */
    private static final int PROBE_STEPS = 6;
    /** The most, of 255, that a profile may move a colour and still be left unapplied. */
    private static final int SAME = 2;

    /** What was found of profiles by their content: an archive has few, and looking costs milliseconds. */
    private static final Map<ByteBuffer, Boolean> AS_GOOD_AS_SRGB = new ConcurrentHashMap<>();

    private static final int MOST_REMEMBERED = 64;

    /** Pixels that are converted between two looks at whether to stop. */
    private static final int AT_ONCE = 1 << 20;

    private static final byte[] NO_BYTES = {};
    private static final short[] NO_SHORTS = {};

    private ColourProfile() {}

    /** 8-bit sRGB of samples without alpha; empty where there is nothing to convert. */
    static byte[] toRgb8(Samples stored, ByteView profile) throws ImageException {
        Optional<ICC_Profile> known = worthwhile(stored.model(), profile);
        if (known.isEmpty()) {
            return NO_BYTES;
        }
        Optional<MatrixConversion> matrix = stored.isDeep() ? matrix(stored.model(), profile) : Optional.empty();
        if (matrix.isPresent()) {
            return to8(matrix.get().toRgb(stored.shorts()));
        }
        byte[] rgb = new byte[3 * stored.width() * stored.height()];
        DataBuffer from = stored.isDeep()
                ? new DataBufferUShort(stored.shorts(), stored.shorts().length)
                : new DataBufferByte(stored.bytes(), stored.bytes().length);
        boolean done =
                convert(from, stored.model().channels(), stored, known.get(), new DataBufferByte(rgb, rgb.length));
        return done ? rgb : NO_BYTES;
    }

    /** 16-bit sRGB of the colours of samples with alpha; empty where there is nothing to convert. */
    static short[] toRgb16(Samples stored, ByteView profile) throws ImageException {
        Optional<ICC_Profile> known = worthwhile(stored.model(), profile);
        if (known.isEmpty()) {
            return NO_SHORTS;
        }
        short[] colours = StraightColours.of(stored);
        Optional<MatrixConversion> matrix = matrix(stored.model(), profile);
        if (matrix.isPresent()) {
            return matrix.get().toRgb(colours);
        }
        short[] rgb = new short[3 * stored.width() * stored.height()];
        boolean done = convert(
                new DataBufferUShort(colours, colours.length),
                stored.model().channels(),
                stored,
                known.get(),
                new DataBufferUShort(rgb, rgb.length));
        return done ? rgb : NO_SHORTS;
    }

    private static Optional<MatrixConversion> matrix(Model model, ByteView profile) {
        return model == Model.INK ? Optional.empty() : MatrixConversion.of(profile.copy(), model.channels());
    }

    private static byte[] to8(short[] deep) {
        byte[] bytes = new byte[deep.length];
        for (int i = 0; i < deep.length; i++) {
            bytes[i] = (byte) (((deep[i] & 0xFFFF) + 128) / 257);
        }
        return bytes;
    }

    private static Optional<ICC_Profile> worthwhile(Model model, ByteView profile) {
        if (profile.length() == 0) {
            return Optional.empty();
        }
        int space = model == Model.GREY
                ? ColorSpace.TYPE_GRAY
                : model == Model.INK ? ColorSpace.TYPE_CMYK : ColorSpace.TYPE_RGB;
        try {
            return Optional.of(ColorProfiles.createProfile(profile.copy()))
                    .filter(known -> known.getColorSpaceType() == space)
                    .filter(known -> model == Model.INK
                            || !isAsGoodAsSrgb(known, model.channels(), ByteBuffer.wrap(profile.copy())));
        } catch (IllegalArgumentException | CMMException damaged) {
            return Optional.empty();
        }
    }

    /** Many files carry sRGB under other names; converting those costs as much as decoding and moves nothing. */
    private static boolean isAsGoodAsSrgb(ICC_Profile profile, int channels, ByteBuffer content) {
        Boolean known = AS_GOOD_AS_SRGB.get(content);
        if (known != null) {
            return known;
        }
        boolean found = ColorProfiles.isCS_sRGB(profile) || movesNoColour(profile, channels);
        if (AS_GOOD_AS_SRGB.size() < MOST_REMEMBERED) {
            AS_GOOD_AS_SRGB.put(content, found);
        }
        return found;
    }

    private static boolean movesNoColour(ICC_Profile profile, int channels) {
        int count = channels == 1 ? 256 : PROBE_STEPS * PROBE_STEPS * PROBE_STEPS;
        byte[] probe = new byte[channels * count];
        for (int i = 0, step = 1; i < channels; i++, step *= PROBE_STEPS) {
            for (int k = 0; k < count; k++) {
                probe[channels * k + i] = (byte) (channels == 1 ? k : k / step % PROBE_STEPS * 255 / (PROBE_STEPS - 1));
            }
        }
        byte[] moved = new byte[3 * count];
        try {
            op(profile)
                    .filter(
                            raster(new DataBufferByte(probe, probe.length), count, 0, 1, channels),
                            raster(new DataBufferByte(moved, moved.length), count, 0, 1, 3));
        } catch (IllegalArgumentException | CMMException unfit) {
            return true;
        }
        for (int i = 0; i < moved.length; i++) {
            int before = probe[channels == 1 ? i / 3 : i] & 0xFF;
            if (Math.abs(before - (moved[i] & 0xFF)) > SAME) {
                return false;
            }
        }
        return true;
    }

    private static boolean convert(DataBuffer from, int channels, Samples shape, ICC_Profile profile, DataBuffer to)
            throws ImageException {
        int width = shape.width();
        int rows = Math.max(1, AT_ONCE / width);
        try {
            ColorConvertOp op = op(profile);
            for (int y = 0; y < shape.height(); y += rows) {
                int some = Math.min(rows, shape.height() - y);
                op.filter(raster(from, width, y, some, channels), raster(to, width, y, some, 3));
                if (Thread.currentThread().isInterrupted()) {
                    throw new ImageException(FailureReason.TIMEOUT, "Decoding was stopped.");
                }
            }
            return true;
        } catch (IllegalArgumentException | CMMException unfit) {
            return false;
        }
    }

    private static ColorConvertOp op(ICC_Profile profile) {
        return new ColorConvertOp(new ICC_ColorSpace(profile), ColorSpace.getInstance(ColorSpace.CS_sRGB), null);
    }

    /** Some rows of interleaved samples. */
    private static WritableRaster raster(DataBuffer samples, int width, int top, int rows, int channels) {
        int[] offsets = new int[channels];
        for (int i = 0; i < channels; i++) {
            offsets[i] = channels * width * top + i;
        }
        return Raster.createInterleavedRaster(samples, width, rows, channels * width, channels, offsets, null);
    }
}
