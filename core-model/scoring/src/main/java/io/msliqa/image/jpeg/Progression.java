package io.msliqa.image.jpeg;

/** Decodes the blocks of a progressive scan into the components' coefficients (T.81, annex G). */
final class Progression {

    private final EntropyBits in;
    private final int from;
    private final int to;
    private final int high;
    private final int low;
    /** Blocks yet to come that end where this band begins. */
    private int endRun;

    Progression(EntropyBits in, int from, int to, int high, int low) {
        this.in = in;
        this.from = from;
        this.to = to;
        this.high = high;
        this.low = low;
    }

    /** Checks that no run leads past the end of what it may skip. */
    void finish() throws JpegException {
        if (endRun > 0) {
            throw JpegException.corrupt("Its picture data has a run of blocks that leads past their end");
        }
    }

    void decode(Component component, int at) throws JpegException {
        short[] all = component.coefficients;
        if (from == 0) {
            dc(component, all, at);
        } else if (high == 0) {
            first(component.ac, all, at);
        } else {
            refine(component.ac, all, at);
        }
    }

    private void dc(Component component, short[] all, int at) throws JpegException {
        if (high > 0) {
            all[at] |= (short) (in.take(1) << low);
            return;
        }
        int size = in.symbol(component.dc);
        if (size > 15) {
            throw JpegException.corrupt("Its picture data has a DC coefficient of " + size + " bits");
        }
        component.predictor += HuffmanCode.extended(in.take(size), size);
        if (component.predictor != (short) component.predictor) {
            throw JpegException.corrupt("Its picture data has a DC coefficient beyond every range");
        }
        all[at] = (short) (component.predictor << low);
    }

    private void first(HuffmanCode code, short[] all, int at) throws JpegException {
        if (endRun > 0) {
            endRun--;
            return;
        }
        int[] table = code.coefficients();
        int k = from;
        while (k <= to) {
            if (in.count < 32) {
                in.fill();
            }
            int entry = table[(int) (in.held >>> (64 - HuffmanCode.LOOK))];
            if (entry != 0) {
                in.held <<= entry & 0xFF;
                in.count -= entry & 0xFF;
                k += entry >> 8 & 0xFF;
                if (k > to) {
                    if (k < HuffmanCode.END_OF_BLOCK) {
                        throw tooMany();
                    }
                    return;
                }
                all[at + k++] = (short) (entry >> 16 << low);
                continue;
            }
            int symbol = in.symbol(code);
            int size = symbol & 15;
            int run = symbol >> 4;
            if (size == 0 && run < 15) {
                endRun = (1 << run) + in.take(run) - 1;
                return;
            }
            k += run;
            int value = HuffmanCode.extended(in.take(size), size);
            if (k > to) {
                throw tooMany();
            }
            all[at + k++] = (short) (value << low);
        }
    }

    private void refine(HuffmanCode code, short[] all, int at) throws JpegException {
        int bit = 1 << low;
        int k = from;
        while (k <= to && endRun == 0) {
            int symbol = in.symbol(code);
            int size = symbol & 15;
            int run = symbol >> 4;
            int fresh = 0;
            if (size == 0 && run < 15) {
                endRun = (1 << run) + in.take(run);
                break;
            }
            if (size > 1) {
                throw JpegException.corrupt("Its picture data refines a coefficient by more than a bit");
            }
            if (size == 1) {
                fresh = in.take(1) == 1 ? bit : -bit;
            }
            k = pastZeros(all, at, k, run, bit);
            if (k > to) {
                throw tooMany();
            }
            if (fresh != 0) {
                all[at + k] = (short) fresh;
            }
            k++;
        }
        if (endRun > 0) {
            pastZeros(all, at, k, 64, bit);
            endRun--;
        }
    }

    /** Refines what is not 0 on the way past {@code zeros} zeros, and stops at the next one. */
    private int pastZeros(short[] all, int at, int start, int zeros, int bit) {
        int left = zeros;
        int k = start;
        for (; k <= to; k++) {
            int value = all[at + k];
            if (value == 0) {
                if (left-- == 0) {
                    break;
                }
            } else if (in.take(1) == 1 && (value & bit) == 0) {
                all[at + k] = (short) (value > 0 ? value + bit : value - bit);
            }
        }
        return k;
    }

    private static JpegException tooMany() {
        return JpegException.corrupt("Its picture data has a block of more coefficients than its scan");
    }
}
