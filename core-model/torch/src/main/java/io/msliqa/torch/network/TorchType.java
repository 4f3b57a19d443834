package io.msliqa.torch.network;

import io.msliqa.network.Arithmetic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How PyTorch names and stores the numbers of an {@link Arithmetic}. */
enum TorchType {
    FLOAT("FloatStorage", 6, Float.BYTES) {
        @Override
        void put(ByteBuffer buffer, float value) {
            buffer.putFloat(value);
        }
    },
    HALF("HalfStorage", 5, Short.BYTES) {
        @Override
        void put(ByteBuffer buffer, float value) {
            buffer.putShort(half(value));
        }
    },
    BFLOAT16("BFloat16Storage", 15, Short.BYTES) {
        @Override
        void put(ByteBuffer buffer, float value) {
            buffer.putShort(bfloat16(value));
        }
    };

    private static final int HALF_MANTISSA = 10;
    private static final int HALF_BIAS = 15;
    private static final int HALF_MOST = 31;

    private final String storage;
    private final int code;
    private final int bytes;

    TorchType(String storage, int code, int bytes) {
        this.storage = storage;
        this.code = code;
        this.bytes = bytes;
    }

    static TorchType of(Arithmetic arithmetic) {
        return switch (arithmetic) {
            case FLOAT32 -> FLOAT;
            case FLOAT16 -> HALF;
            case BFLOAT16 -> BFLOAT16;
        };
    }

    /** PyTorch's class of such values on disk. */
    String storage() {
        return storage;
    }

    /** PyTorch's number for the type in programs. */
    int code() {
        return code;
    }

    abstract void put(ByteBuffer buffer, float value);

    /** The values' bytes, the lowest first. */
    byte[] bytes(float[] values) {
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.multiplyExact(values.length, bytes)).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            put(buffer, value);
        }
        return buffer.array();
    }

    /** Rounds a finite float to its upper 16 bits, and ties to the even one. */
    private static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) ((bits + 0x7FFF + (bits >>> 16 & 1)) >>> 16);
    }

    /** Rounds a finite float to IEEE 754's binary16, and ties to the even one. Values beyond its range become infinite. */
    static short half(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float size = Math.abs(value);
        int exponent = Math.max(Math.getExponent(size), 1 - HALF_BIAS);
        // In units of the last place, where rint's rule is binary16's own.
        int units = (int) Math.rint(Math.scalb((double) size, HALF_MANTISSA - exponent));
        int bits = exponent > HALF_BIAS
                ? HALF_MOST << HALF_MANTISSA
                : units + ((exponent + HALF_BIAS - 1) << HALF_MANTISSA);
        return (short) (sign | Math.min(bits, HALF_MOST << HALF_MANTISSA));
    }
}
