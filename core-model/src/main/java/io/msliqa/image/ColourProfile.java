package io.msliqa.image;

import com.twelvemonkeys.imageio.color.ColorProfiles;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Brings samples of an embedded ICC profile to sRGB. A damaged or unfitting profile is as good as none. */
final class ColourProfile {

    /** The largest in use are those of printers, some 3 MB. */
    private static final int MOST_BYTES = 16 << 20;

    private ColourProfile() {}

    /** 8-bit RGB in the profile's colours as sRGB; the same array where there is nothing to convert. */
    static byte[] rgbToSrgb(byte[] rgb, int width, int height, ByteView profile) {
        return fitting(profile, ColorSpace.TYPE_RGB)
                .filter(known -> !ColorProfiles.isCS_sRGB(known))
                .flatMap(known -> convert(interleaved(rgb, width, height, 3), known))
                .orElse(rgb);
    }

    /** 8-bit CMYK (255 is full ink) in the profile's colours as sRGB; empty where the profile does not fit. */
    static Optional<byte[]> cmykToSrgb(byte[] cmyk, int width, int height, ByteView profile) {
        return fitting(profile, ColorSpace.TYPE_CMYK)
                .flatMap(known -> convert(interleaved(cmyk, width, height, 4), known));
    }

    /** The profile in PNG's iCCP chunk: a name, a method, a zlib stream. Empty where it is damaged. */
    static ByteView inflated(ByteView chunk) throws ImageException {
        int at = 0;
        while (at < chunk.length() && chunk.u8(at) != 0) {
            at++;
        }
        if (at + 2 >= chunk.length()) {
            return ByteView.NONE;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(chunk.array(), chunk.start() + at + 2, chunk.length() - at - 2);
            return inflate(inflater);
        } catch (DataFormatException damaged) {
            return ByteView.NONE;
        } finally {
            inflater.end();
        }
    }

    private static ByteView inflate(Inflater inflater) throws DataFormatException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[8192];
        int count = inflater.inflate(block);
        while (count > 0 && bytes.size() <= MOST_BYTES) {
            bytes.write(block, 0, count);
            count = inflater.inflate(block);
        }
        return bytes.size() > MOST_BYTES ? ByteView.NONE : new ByteView(bytes.toByteArray());
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
