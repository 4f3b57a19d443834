package io.msliqa.image.jpeg;

import java.util.Arrays;

/** Reads a scan that has only a part of the picture, into the components' coefficients. */
final class StoredScan {

    private final Frame frame;
    private final ScanHeader header;
    private final Scan scan;
    private final Progression progression;
    private final Blocks blocks;
    private final int[] block = new int[65];

    StoredScan(Frame frame, ScanHeader header, EntropyBits in, Scan scan) {
        this.frame = frame;
        this.header = header;
        this.scan = scan;
        progression = new Progression(in, header.from(), header.to(), header.high(), header.low());
        blocks = new Blocks(in);
    }

    void read() throws JpegException {
        for (Component component : header.components()) {
            if (component.coefficients == null) {
                component.store(frame.mcusDown);
            }
            if (frame.isProgressive()) {
                component.refine(header.from(), header.to(), header.high(), header.low());
            } else {
                component.refine(0, 63, 0, 0);
            }
        }
        if (header.components().size() == 1) {
            alone(header.components().get(0));
        } else {
            interleaved();
        }
        if (blocks.isExtreme()) {
            throw JpegException.corrupt("Its picture data is damaged: colours beyond every range");
        }
        progression.finish();
    }

    private void alone(Component component) throws JpegException {
        for (int y = 0; y < component.blocksDown; y++) {
            for (int x = 0; x < component.blocksAcross; x++) {
                restart();
                decode(component, 64 * (y * component.stride + x));
            }
            scan.check();
        }
    }

    private void interleaved() throws JpegException {
        for (int row = 0; row < frame.mcusDown; row++) {
            for (int mcu = 0; mcu < frame.mcusAcross; mcu++) {
                restart();
                for (Component component : header.components()) {
                    for (int y = 0; y < component.vertical; y++) {
                        int at = (row * component.vertical + y) * component.stride + mcu * component.horizontal;
                        for (int x = 0; x < component.horizontal; x++) {
                            decode(component, 64 * (at + x));
                        }
                    }
                }
            }
            scan.check();
        }
    }

    private void restart() throws JpegException {
        if (scan.restarts()) {
            progression.finish();
            for (Component component : header.components()) {
                component.predictor = 0;
            }
        }
    }

    private void decode(Component component, int at) throws JpegException {
        if (frame.isProgressive()) {
            progression.decode(component, at);
            return;
        }
        Arrays.fill(block, 0);
        blocks.decode(component, block);
        for (int k = 0; k < 64; k++) {
            component.coefficients[at + k] = (short) (block[Component.ZIGZAG[k]] / component.quantisation[k]);
        }
    }
}
