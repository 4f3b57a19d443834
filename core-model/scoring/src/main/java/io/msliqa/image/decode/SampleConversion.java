package io.msliqa.image.decode;

import io.msliqa.image.ImageException;
import io.msliqa.image.format.PictureHeader;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.SinglePixelPackedSampleModel;

/**
 * Turns what a codec made into 8-bit RGB on white. Samples are taken as stored, never through {@link
 * BufferedImage#getRGB}, which bends grey (187 for a stored 127).
 *
 * <p>A sample {@code v} of {@code m} at most becomes {@code 255 v / m}, rounded half up (so 16 bits: {@code v / 257});
 * over white with alpha {@code a} of 0 to 1 it becomes {@code a v + (1 - a) white}, rounded once, after that.
 */
final class SampleConversion {

    private static final int WHITE = 255;

    private SampleConversion() {}

    /** The picture's RGB samples, interleaved, row by row. */
    static byte[] toRgb(BufferedImage image) throws ImageException {
        ColorModel colours = image.getColorModel();
        Raster raster = image.getRaster();
        if (colours instanceof IndexColorModel palette) {
            return fromPalette(raster, palette);
        }
        SampleModel samples = raster.getSampleModel();
        int space = colours.getColorSpace().getType();
        if (space != ColorSpace.TYPE_RGB && space != ColorSpace.TYPE_GRAY && space != ColorSpace.TYPE_CMYK) {
            throw PictureHeader.unsupported("The picture's colours are neither RGB, grey, palette nor CMYK");
        }
        boolean coloured = space == ColorSpace.TYPE_RGB;
        if (space != ColorSpace.TYPE_CMYK
                && samples instanceof PixelInterleavedSampleModel interleaved
                && raster.getDataBuffer() instanceof DataBufferByte buffer) {
            return fromBytes(raster, interleaved, buffer, colours);
        }
        if (coloured
                && samples instanceof SinglePixelPackedSampleModel packed
                && raster.getDataBuffer() instanceof DataBufferInt buffer
                && !colours.hasAlpha()
                && colours.getPixelSize() == 24) {
            return fromInts(raster, packed, buffer);
        }
        return fromAny(raster, colours, space);
    }

    private static byte[] fromPalette(Raster raster, IndexColorModel palette) {
        int[] argb = new int[palette.getMapSize()];
        palette.getRGBs(argb);
        byte[] table = new byte[3 * argb.length];
        for (int i = 0; i < argb.length; i++) {
            int alpha = argb[i] >>> 24;
            table[3 * i] = (byte) onWhite(argb[i] >> 16 & 0xFF, alpha);
            table[3 * i + 1] = (byte) onWhite(argb[i] >> 8 & 0xFF, alpha);
            table[3 * i + 2] = (byte) onWhite(argb[i] & 0xFF, alpha);
        }
        int width = raster.getWidth();
        byte[] rgb = new byte[3 * width * raster.getHeight()];
        int[] row = new int[width];
        int target = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
            for (int index : row) {
                System.arraycopy(table, 3 * index, rgb, target, 3);
                target += 3;
            }
        }
        return rgb;
    }

    private static byte[] fromBytes(
            Raster raster, PixelInterleavedSampleModel samples, DataBufferByte buffer, ColorModel colours) {
        byte[] data = buffer.getData();
        int[] offsets = samples.getBandOffsets();
        boolean alpha = colours.hasAlpha();
        boolean grey = offsets.length - (alpha ? 1 : 0) < 3;
        int[] colour = {offsets[0], offsets[grey ? 0 : 1], offsets[grey ? 0 : 2]};
        int opacity = offsets[offsets.length - 1];
        int step = samples.getPixelStride();
        int corner = buffer.getOffset()
                + (raster.getMinY() - raster.getSampleModelTranslateY()) * samples.getScanlineStride()
                + (raster.getMinX() - raster.getSampleModelTranslateX()) * step;
        int width = raster.getWidth();
        byte[] rgb = new byte[3 * width * raster.getHeight()];
        int target = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            int source = corner + y * samples.getScanlineStride();
            copyRow(data, source, step, colour, rgb, target, width);
            for (int x = 0; alpha && x < width; x++) {
                int opaque = data[source + x * step + opacity] & 0xFF;
                blend(rgb, target + 3 * x, opaque, colours.isAlphaPremultiplied());
            }
            target += 3 * width;
        }
        return rgb;
    }

    /** A method of its own, short enough that the compiler makes it fast at the first large picture. */
    private static void copyRow(byte[] from, int first, int step, int[] offsets, byte[] to, int target, int width) {
        int red = offsets[0];
        int green = offsets[1];
        int blue = offsets[2];
        for (int x = 0, source = first, at = target; x < width; x++, source += step, at += 3) {
            to[at] = from[source + red];
            to[at + 1] = from[source + green];
            to[at + 2] = from[source + blue];
        }
    }

    private static void blend(byte[] rgb, int target, int alpha, boolean premultiplied) {
        for (int i = target; i < target + 3; i++) {
            int sample = rgb[i] & 0xFF;
            rgb[i] = (byte) (premultiplied ? Math.min(WHITE, sample + WHITE - alpha) : onWhite(sample, alpha));
        }
    }

    private static int onWhite(int sample, int alpha) {
        return (sample * alpha + WHITE * (255 - alpha) + 127) / 255;
    }

    private static byte[] fromInts(Raster raster, SinglePixelPackedSampleModel samples, DataBufferInt buffer) {
        int[] data = buffer.getData();
        int[] shifts = samples.getBitOffsets();
        int corner = buffer.getOffset()
                + (raster.getMinY() - raster.getSampleModelTranslateY()) * samples.getScanlineStride()
                + raster.getMinX()
                - raster.getSampleModelTranslateX();
        int width = raster.getWidth();
        byte[] rgb = new byte[3 * width * raster.getHeight()];
        int target = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            int source = corner + y * samples.getScanlineStride();
            for (int x = 0; x < width; x++) {
                int pixel = data[source + x];
                rgb[target++] = (byte) (pixel >> shifts[0]);
                rgb[target++] = (byte) (pixel >> shifts[1]);
                rgb[target++] = (byte) (pixel >> shifts[2]);
            }
        }
        return rgb;
    }

    /** Any layout and depth, a row at a time: slower, for what is rare. */
    private static byte[] fromAny(Raster raster, ColorModel colours, int space) {
        int bands = raster.getNumBands();
        int width = raster.getWidth();
        double[] scales = scales(raster.getSampleModel());
        double[] row = new double[bands * width];
        double[] pixel = new double[bands];
        byte[] rgb = new byte[3 * width * raster.getHeight()];
        int target = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                for (int band = 0; band < bands; band++) {
                    pixel[band] = normalised(row[x * bands + band], scales[band]);
                }
                for (int channel = 0; channel < 3; channel++) {
                    rgb[target++] = (byte) (int) (WHITE * channel(pixel, channel, colours, space) + 0.5);
                }
            }
        }
        return rgb;
    }

    /** What a sample of 1.0 is stored as; floating-point samples are taken as 0 to 1. */
    private static double[] scales(SampleModel samples) {
        double[] scales = new double[samples.getNumBands()];
        for (int band = 0; band < scales.length; band++) {
            int type = samples.getDataType();
            boolean real = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
            scales[band] = real ? 1 : Math.pow(2, samples.getSampleSize(band)) - 1;
        }
        return scales;
    }

    private static double normalised(double stored, double scale) {
        double unsigned = stored < 0 && scale > 1 ? stored + scale + 1 : stored;
        return Math.max(0, Math.min(1, unsigned / scale));
    }

    private static double channel(double[] pixel, int channel, ColorModel colours, int space) {
        if (space == ColorSpace.TYPE_CMYK) {
            return (1 - pixel[channel]) * (1 - pixel[3]);
        }
        double sample = pixel[space == ColorSpace.TYPE_GRAY ? 0 : channel];
        if (!colours.hasAlpha()) {
            return sample;
        }
        double alpha = pixel[pixel.length - 1];
        return Math.min(1, (colours.isAlphaPremultiplied() ? sample : sample * alpha) + 1 - alpha);
    }
}
