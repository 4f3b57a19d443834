package io.msliqa.image.jpeg;

/** Decodes the blocks of a sequential scan (T.81, F.2.2). */
final class Blocks {

    private static final int[] ZIGZAG = Component.ZIGZAG;

    private final EntropyBits in;
    private boolean extreme;

    Blocks(EntropyBits in) {
        this.in = in;
    }

    /** Whether a coefficient was too large to come from samples: the decoder has lost its place. */
    boolean isExtreme() {
        return extreme;
    }

    /**
     * Decodes one block into dequantised coefficients.
     *
     * @param block 65 zeros; the last one stays of no meaning
     * @return the largest zigzag index of a coefficient that may not be 0
     */
    int decode(Component component, int[] block) throws JpegException {
        int difference = difference(component.dc);
        component.predictor += difference;
        int dc = component.predictor * component.quantisation[0];
        int wild = CoefficientRange.beyondDc(dc, component.quantisation[0]);
        block[0] = dc;
        byte[] data = in.data;
        int[] table = component.ac.coefficients();
        int[] quantisation = component.quantisation;
        long held = in.held;
        int count = in.count;
        int position = in.position;
        int limit = in.end() + 8;
        int last = 0;
        int k = 1;
        while (k < 64) {
            if (count < 32) {
                held |= (long) EntropyBits.longs().get(data, position) >>> count;
                position = Math.min(position + ((63 - count) >>> 3), limit);
                count |= 56;
            }
            int entry = table[(int) (held >>> (64 - HuffmanCode.LOOK))];
            if (entry == 0) {
                int found = component.ac.symbol(held);
                int size = found & 15;
                int run = found >> 4 & 15;
                if (found == 0 || (size == 0 && run != 15 && run != 0)) {
                    throw JpegException.corrupt("Its picture data has a code that does not exist");
                }
                int length = (found >> 8) + size;
                int stored = size == 0 ? 0 : (int) (held << (found >> 8) >>> (64 - size));
                int jump = size == 0 && run == 0 ? HuffmanCode.END_OF_BLOCK : run;
                entry = HuffmanCode.extended(stored, size) << 16 | jump << 8 | length;
            }
            int length = entry & 0xFF;
            held <<= length;
            count -= length;
            k += entry >> 8 & 0xFF;
            int value = entry >> 16;
            if (value != 0) {
                last = k;
                value *= quantisation[k & 63];
                wild |= CoefficientRange.beyond(value);
                block[ZIGZAG[k]] = value;
            }
            k++;
        }
        in.held = held;
        in.count = count;
        in.position = position;
        if (k > 64 && k < HuffmanCode.END_OF_BLOCK) {
            throw JpegException.corrupt("Its picture data has a block of more than 64 coefficients");
        }
        extreme |= wild != 0;
        return last;
    }

    private int difference(HuffmanCode code) throws JpegException {
        if (in.count < 32) {
            in.fill();
        }
        int entry = code.coefficients()[(int) (in.held >>> (64 - HuffmanCode.LOOK))];
        if (entry != 0) {
            in.held <<= entry & 0xFF;
            in.count -= entry & 0xFF;
            return entry >> 16;
        }
        int size = in.symbol(code);
        if (size > 15) {
            throw JpegException.corrupt("Its picture data has a DC coefficient of " + size + " bits");
        }
        return HuffmanCode.extended(in.take(size), size);
    }
}
