package io.msliqa.image.jpeg;

import java.util.Arrays;

/** Turns coefficients that scans have built up into samples. */
final class StoredBlocks {

    private final Frame frame;
    private final Rendering rendering;
    private final int[] block = new int[65];
    private int wild;

    StoredBlocks(Frame frame, Rendering rendering) {
        this.frame = frame;
        this.rendering = rendering;
    }

    void render() throws JpegException {
        for (int row = 0; row < frame.mcusDown; row++) {
            for (int c = 0; c < frame.components.length; c++) {
                Component component = frame.components[c];
                for (int y = row * component.vertical; y < (row + 1) * component.vertical; y++) {
                    for (int x = 0; x < component.stride; x++) {
                        int last = dequantise(component, 64 * (y * component.stride + x));
                        rendering.rows(c).put(block, last, x, y);
                        Arrays.fill(block, 0);
                    }
                }
            }
            if (wild != 0) {
                throw JpegException.corrupt("Its picture data is damaged: colours beyond every range");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new JpegException(JpegException.Kind.STOPPED, "Decoding was stopped");
            }
            rendering.finish(row);
        }
    }

    private int dequantise(Component component, int at) {
        short[] all = component.coefficients;
        int[] quantisation = component.quantisation;
        int last = 0;
        for (int k = 0; k < 64; k++) {
            int value = all[at + k];
            if (value != 0) {
                value *= quantisation[k];
                wild |= k == 0 ? CoefficientRange.beyondDc(value, quantisation[0]) : CoefficientRange.beyond(value);
                block[Component.ZIGZAG[k]] = value;
                last = k;
            }
        }
        return last;
    }
}
