package io.msliqa.image.format;

import static org.bytedeco.leptonica.global.leptonica.L_SEVERITY_NONE;
import static org.bytedeco.leptonica.global.leptonica.pixDestroy;
import static org.bytedeco.leptonica.global.leptonica.pixGetData;
import static org.bytedeco.leptonica.global.leptonica.pixGetDepth;
import static org.bytedeco.leptonica.global.leptonica.pixGetHeight;
import static org.bytedeco.leptonica.global.leptonica.pixGetSpp;
import static org.bytedeco.leptonica.global.leptonica.pixGetWidth;
import static org.bytedeco.leptonica.global.leptonica.pixGetWpl;
import static org.bytedeco.leptonica.global.leptonica.pixReadMemJp2k;
import static org.bytedeco.leptonica.global.leptonica.pixReadMemWebP;
import static org.bytedeco.leptonica.global.leptonica.setMsgSeverity;

import io.msliqa.image.ImageException;
import io.msliqa.image.format.Samples.Alpha;
import io.msliqa.image.format.Samples.Model;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.leptonica.PIX;

/** libwebp and OpenJPEG, as they lie within Leptonica's library. Files are checked before they get here. */
final class NativeCodecs {

    static {
        // Native memory is bounded by the limits on pixels; JavaCPP would count the whole process against the heap.
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        setMsgSeverity(L_SEVERITY_NONE);
    }

    private NativeCodecs() {}

    /** A WebP file of one frame. */
    static Samples webp(byte[] file, int width, int height) throws ImageException {
        PIX picture = checked(pixReadMemWebP(ByteBuffer.wrap(file), file.length), "WebP", width, height);
        try {
            boolean alpha = pixGetSpp(picture) == 4;
            byte[] samples = colours(picture, width, height, alpha ? 4 : 3);
            return Samples.of8(width, height, Model.RGB, alpha ? Alpha.STRAIGHT : Alpha.NONE, samples);
        } finally {
            pixDestroy(picture);
        }
    }

    /** A JPEG 2000 file of 1 or 3 channels of 8 bits. */
    static Samples jpeg2000(byte[] file, int width, int height, int channels) throws ImageException {
        PIX picture =
                checked(pixReadMemJp2k(ByteBuffer.wrap(file), file.length, 1, null, 0, 0), "JPEG 2000", width, height);
        try {
            if (pixGetDepth(picture) != (channels == 1 ? 8 : 32)) {
                throw Problem.corrupt("The JPEG 2000 file has other channels than its header says");
            }
            return channels == 1
                    ? Samples.of8(width, height, Model.GREY, Alpha.NONE, greys(picture, width, height))
                    : Samples.of8(width, height, Model.RGB, Alpha.NONE, colours(picture, width, height, 3));
        } finally {
            pixDestroy(picture);
        }
    }

    private static PIX checked(PIX picture, String format, int width, int height) throws ImageException {
        if (picture == null) {
            throw Problem.corrupt("The " + format + " file's picture data is damaged");
        }
        if (pixGetWidth(picture) != width || pixGetHeight(picture) != height) {
            pixDestroy(picture);
            throw Problem.corrupt("The " + format + " file's picture is not as large as its header says");
        }
        return picture;
    }

    private static byte[] colours(PIX picture, int width, int height, int channels) {
        byte[] samples = new byte[Math.multiplyExact(channels, Math.multiplyExact(width, height))];
        int words = pixGetWpl(picture);
        int[] row = new int[words];
        IntPointer data = pixGetData(picture);
        for (int y = 0, to = 0; y < height; y++, to += channels * width) {
            data.position((long) y * words).get(row);
            if (channels == 4) {
                ByteBuffer.wrap(samples, to, channels * width).asIntBuffer().put(row, 0, width);
            } else {
                unpack(row, width, samples, to);
            }
        }
        return samples;
    }

    private static void unpack(int[] row, int width, byte[] to, int from) {
        for (int x = 0, at = from; x < width; x++, at += 3) {
            to[at] = (byte) (row[x] >> 24);
            to[at + 1] = (byte) (row[x] >> 16);
            to[at + 2] = (byte) (row[x] >> 8);
        }
    }

    private static byte[] greys(PIX picture, int width, int height) {
        byte[] samples = new byte[Math.multiplyExact(width, height)];
        int words = pixGetWpl(picture);
        int[] row = new int[words];
        IntPointer data = pixGetData(picture);
        for (int y = 0, to = 0; y < height; y++) {
            data.position((long) y * words).get(row);
            for (int x = 0; x < width; x++) {
                samples[to++] = (byte) (row[x >> 2] >> (24 - 8 * (x & 3)));
            }
        }
        return samples;
    }
}
