package io.msliqa.image.decode;

import com.twelvemonkeys.imageio.color.ColorProfiles;
import io.msliqa.image.format.ByteView;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Brings samples of an embedded ICC profile to sRGB. A damaged or unfitting profile is as good as none. */
final class ColourProfile {

    /** Colours along each axis of the grid that tells whether a profile moves any. */
    private static final int PROBE_STEPS = 6;
    /** The most, of 255, that a profile may move a colour and still be left unapplied. */
    private static final int SAME = 2;

    /** What was found of profiles by their content: an archive has few, and looking costs milliseconds. */
    private static final Map<ByteBuffer, Boolean> AS_GOOD_AS_SRGB = new ConcurrentHashMap<>();

    private static final int MOST_REMEMBERED = 64;

    private ColourProfile() {}

    /** 8-bit RGB in the profile's colours as sRGB; the same array where there is nothing to convert. */
    static byte[] rgbToSrgb(byte[] rgb, int width, int height, ByteView profile) {
        return fitting(profile, ColorSpace.TYPE_RGB)
                .filter(known -> !isAsGoodAsSrgb(known, ByteBuffer.wrap(profile.copy())))
                .flatMap(known -> convert(interleaved(rgb, width, height, 3), known))
                .orElse(rgb);
    }

    /** 8-bit CMYK (255 is full ink) in the profile's colours as sRGB; empty where the profile does not fit. */
    static Optional<byte[]> cmykToSrgb(byte[] cmyk, int width, int height, ByteView profile) {
        return fitting(profile, ColorSpace.TYPE_CMYK)
                .flatMap(known -> convert(interleaved(cmyk, width, height, 4), known));
    }

    /** Many files carry sRGB under other names; converting those costs as much as decoding and moves nothing. */
    private static boolean isAsGoodAsSrgb(ICC_Profile profile, ByteBuffer content) {
        Boolean known = AS_GOOD_AS_SRGB.get(content);
        if (known != null) {
            return known;
        }
        boolean found = ColorProfiles.isCS_sRGB(profile) || movesNoColour(profile);
        if (AS_GOOD_AS_SRGB.size() < MOST_REMEMBERED) {
            AS_GOOD_AS_SRGB.put(content, found);
        }
        return found;
    }

    private static boolean movesNoColour(ICC_Profile profile) {
        byte[] probe = new byte[3 * PROBE_STEPS * PROBE_STEPS * PROBE_STEPS];
        for (int i = 0; i < probe.length / 3; i++) {
            probe[3 * i] = (byte) (i % PROBE_STEPS * 255 / (PROBE_STEPS - 1));
            probe[3 * i + 1] = (byte) (i / PROBE_STEPS % PROBE_STEPS * 255 / (PROBE_STEPS - 1));
            probe[3 * i + 2] = (byte) (i / PROBE_STEPS / PROBE_STEPS * 255 / (PROBE_STEPS - 1));
        }
        return convert(interleaved(probe, probe.length / 3, 1, 3), profile)
                .map(moved -> isClose(probe, moved))
                .orElse(true);
    }

    private static boolean isClose(byte[] left, byte[] right) {
        for (int i = 0; i < left.length; i++) {
            if (Math.abs((left[i] & 0xFF) - (right[i] & 0xFF)) > SAME) {
                return false;
            }
        }
        return true;
    }

    private static Optional<ICC_Profile> fitting(ByteView profile, int space) {
        if (profile.length() == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(ColorProfiles.createProfile(profile.copy()))
                    .filter(known -> known.getColorSpaceType() == space);
        } catch (IllegalArgumentException | CMMException damaged) {
            return Optional.empty();
        }
    }

    private static WritableRaster interleaved(byte[] samples, int width, int height, int bands) {
        int[] offsets = new int[bands];
        for (int band = 0; band < bands; band++) {
            offsets[band] = band;
        }
        DataBuffer buffer = new DataBufferByte(samples, samples.length);
        return Raster.createInterleavedRaster(buffer, width, height, bands * width, bands, offsets, null);
    }

    private static Optional<byte[]> convert(Raster from, ICC_Profile profile) {
        byte[] rgb = new byte[3 * from.getWidth() * from.getHeight()];
        try {
            new ColorConvertOp(new ICC_ColorSpace(profile), ColorSpace.getInstance(ColorSpace.CS_sRGB), null)
                    .filter(from, interleaved(rgb, from.getWidth(), from.getHeight(), 3));
            return Optional.of(rgb);
        } catch (IllegalArgumentException | CMMException unfit) {
            return Optional.empty();
        }
    }
}
