package io.msliqa.image.jpeg;

import java.util.Arrays;

/** Decodes a sequential picture whose components all lie in one scan, a row of MCUs at a time. */
final class SequentialScan {

    private final Frame frame;
    private final EntropyBits in;
    private final Scan scan;

    SequentialScan(Frame frame, EntropyBits in, Scan scan) {
        this.frame = frame;
        this.in = in;
        this.scan = scan;
    }

    void render(Rendering rendering) throws JpegException {
        Blocks blocks = new Blocks(in);
        int[] block = new int[65];
        for (int row = 0; row < frame.mcusDown; row++) {
            for (int mcu = 0; mcu < frame.mcusAcross; mcu++) {
                if (scan.restarts()) {
                    for (Component component : frame.components) {
                        component.predictor = 0;
                    }
                }
                for (int c = 0; c < frame.components.length; c++) {
                    decode(blocks, block, frame.components[c], rendering.rows(c), mcu, row);
                }
            }
            scan.check();
            if (blocks.isExtreme()) {
                throw JpegException.corrupt("Its picture data is damaged: colours beyond every range");
            }
            rendering.finish(row);
        }
    }

    private static void decode(Blocks blocks, int[] block, Component component, SampleRows rows, int mcu, int row)
            throws JpegException {
        for (int y = 0; y < component.vertical; y++) {
            for (int x = 0; x < component.horizontal; x++) {
                int last = blocks.decode(component, block);
                rows.put(block, last, mcu * component.horizontal + x, row * component.vertical + y);
                if (last == 0) {
                    block[0] = 0;
                } else {
                    Arrays.fill(block, 0);
                }
            }
        }
    }
}
