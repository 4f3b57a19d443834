package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import io.msliqa.image.format.Samples.Alpha;
import io.msliqa.image.format.Samples.Model;

/** Puts a page's parts together, and brings their samples to 8 or 16 bits. */
final class TiffSamples {

    private final TiffPage layout;
    private final TiffParts parts;
    private final int channels;
    private final long white;
    private final int bits;

    /**
     * @param channels how many of a pixel's samples count, from its first on
     * @param white the largest value of a sample
     */
    TiffSamples(TiffPage layout, TiffParts parts, int channels, long white) {
        this.layout = layout;
        this.parts = parts;
        this.channels = channels;
        this.white = white;
        bits = layout.bits();
    }

    private interface Sink {
        void put(int at, byte[] part, int rowAt, int sample);
    }

    Samples read(Model model, Alpha alpha, boolean inverted) throws ImageException {
        int width = layout.width();
        int height = layout.height();
        int length = Math.multiplyExact(channels, Math.multiplyExact(width, height));
        if (layout.isReal()) {
            float[] values = new float[length];
            read((at, part, rowAt, sample) -> values[at] = real(part, rowAt, sample));
            return Samples.of16(width, height, model, alpha, TiffReals.to16(values, channels, alpha, inverted));
        }
        if (bits > 8) {
            short[] deep = new short[length];
            read((at, part, rowAt, sample) -> {
                short value = SampleDepth.to16(whole(part, rowAt, sample), white);
                deep[at] = inverted && at % channels < model.channels() ? (short) ~value : value;
            });
            return Samples.of16(width, height, model, alpha, deep);
        }
        byte[] bytes = new byte[length];
        if (bits == 8 && parts.together() == channels) {
            rows(bytes);
            if (inverted) {
                for (int i = 0; i < length; i++) {
                    bytes[i] = i % channels < model.channels() ? (byte) ~bytes[i] : bytes[i];
                }
            }
            return Samples.of8(width, height, model, alpha, bytes);
        }
        read((at, part, rowAt, sample) -> {
            byte value =
                    bits == 8 ? part[rowAt + sample] : SampleDepth.to8((int) whole(part, rowAt, sample), (int) white);
            bytes[at] = inverted && at % channels < model.channels() ? (byte) ~value : value;
        });
        return Samples.of8(width, height, model, alpha, bytes);
    }

    /** The first samples of the pixels as they are: numbers of palette colours. */
    int[] indices() throws ImageException {
        int[] indices = new int[Math.multiplyExact(layout.width(), layout.height())];
        read((at, part, rowAt, sample) -> indices[at] = (int) whole(part, rowAt, sample));
        return indices;
    }

    private void read(Sink sink) throws ImageException {
        int together = parts.together();
        for (int plane = 0; plane < Math.min(parts.planes(), channels); plane++) {
            for (int row = 0; row < parts.down; row++) {
                int top = row * parts.partHeight;
                int rows = Math.min(parts.partHeight, layout.height() - top);
                for (int column = 0; column < parts.across; column++) {
                    Problem.checkStopped();
                    byte[] part = parts.read(plane, column, row, rows);
                    int left = column * parts.partWidth;
                    int columns = Math.min(parts.partWidth, layout.width() - left);
                    for (int y = 0; y < rows; y++) {
                        int rowAt = (int) (y * parts.rowBytes());
                        int to = channels * ((top + y) * layout.width() + left);
                        if (together == 1 && parts.planes() > 1) {
                            for (int x = 0; x < columns; x++) {
                                sink.put(to + channels * x + plane, part, rowAt, x);
                            }
                        } else {
                            row(sink, part, rowAt, to, columns);
                        }
                    }
                }
            }
        }
    }

    /** Rows of 8-bit samples, all of which count, are copied as they are. */
    private void rows(byte[] to) throws ImageException {
        for (int row = 0; row < parts.down; row++) {
            int top = row * parts.partHeight;
            int rows = Math.min(parts.partHeight, layout.height() - top);
            for (int column = 0; column < parts.across; column++) {
                Problem.checkStopped();
                byte[] part = parts.read(0, column, row, rows);
                int left = column * parts.partWidth;
                int length = channels * Math.min(parts.partWidth, layout.width() - left);
                for (int y = 0; y < rows; y++) {
                    int at = channels * ((top + y) * layout.width() + left);
                    System.arraycopy(part, (int) (y * parts.rowBytes()), to, at, length);
                }
            }
        }
    }

    private void row(Sink sink, byte[] part, int rowAt, int to, int columns) {
        int together = parts.together();
        for (int x = 0; x < columns; x++) {
            for (int c = 0; c < channels; c++) {
                sink.put(to + channels * x + c, part, rowAt, together * x + c);
            }
        }
    }

    private long whole(byte[] part, int rowAt, int sample) {
        if (bits == 8) {
            return part[rowAt + sample] & 0xFF;
        }
        if (bits % 8 == 0) {
            int size = bits / 8;
            long value = 0;
            boolean big = parts.isBigEndian() || layout.compression() == TiffCompression.JPEG;
            for (int k = 0; k < size; k++) {
                value = value << 8 | (part[rowAt + sample * size + (big ? k : size - 1 - k)] & 0xFF);
            }
            return value;
        }
        long value = 0;
        long bit = (long) sample * bits;
        for (int left = bits; left > 0; ) {
            int within = (int) (bit & 7);
            int taken = Math.min(8 - within, left);
            int stored = part[rowAt + (int) (bit >> 3)] & 0xFF;
            value = value << taken | (stored >> (8 - within - taken) & (1 << taken) - 1);
            bit += taken;
            left -= taken;
        }
        return value;
    }

    private float real(byte[] part, int rowAt, int sample) {
        long stored = whole(part, rowAt, sample);
        return switch (bits) {
            case 16 -> TiffReals.half((int) stored);
            case 32 -> Float.intBitsToFloat((int) stored);
            default -> (float) Double.longBitsToDouble(stored);
        };
    }
}
