package io.msliqa.image.jpeg;

/** Decodes lossless JPEG (T.81, annex H): differences to what neighbours predict. */
final class LosslessScan {

    private final Frame frame;
    private final ScanHeader header;
    private final EntropyBits in;
    private final Scan scan;
    private final int[][] planes;

    /** @param before the scan that had other components; null for the first one */
    LosslessScan(Frame frame, ScanHeader header, EntropyBits in, Scan scan, LosslessScan before) throws JpegException {
        this.frame = frame;
        this.header = header;
        this.in = in;
        this.scan = scan;
        planes = before == null ? new int[frame.components.length][] : before.planes;
        for (Component component : frame.components) {
            if (component.horizontal != frame.mostHorizontal || component.vertical != frame.mostVertical) {
                throw JpegException.unsupported("It is lossless with halved colours");
            }
        }
        if (header.from() < 1 || header.from() > 7) {
            throw JpegException.corrupt("Its scan header asks for the predictor " + header.from());
        }
    }

    void read() throws JpegException {
        int count = header.components().size();
        int[][] own = new int[count][];
        for (int c = 0; c < count; c++) {
            own[c] = new int[frame.width * frame.height];
            for (int k = 0; k < frame.components.length; k++) {
                if (frame.components[k] == header.components().get(c)) {
                    planes[k] = own[c];
                }
            }
        }
        int first = 0;
        for (int y = 0; y < frame.height; y++) {
            for (int x = 0; x < frame.width; x++) {
                if (scan.restarts()) {
                    first = y;
                }
                for (int c = 0; c < count; c++) {
                    int at = y * frame.width + x;
                    int predicted = predicted(own[c], at, x, y - first);
                    own[c][at] = predicted + difference(header.components().get(c).dc) & 0xFFFF;
                }
            }
            scan.check();
        }
    }

    private int predicted(int[] plane, int at, int x, int y) {
        if (y == 0) {
            return x == 0 ? 1 << (frame.precision - header.low() - 1) : plane[at - 1];
        }
        int above = plane[at - frame.width];
        if (x == 0) {
            return above;
        }
        int left = plane[at - 1];
        int corner = plane[at - frame.width - 1];
        return switch (header.from()) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> corner;
            case 4 -> left + above - corner;
            case 5 -> left + ((above - corner) >> 1);
            case 6 -> above + ((left - corner) >> 1);
            default -> (left + above) >> 1;
        };
    }

    private int difference(HuffmanCode code) throws JpegException {
        int size = in.symbol(code);
        if (size == 16) {
            return 32768;
        }
        if (size > 16) {
            throw JpegException.corrupt("Its picture data has a difference of " + size + " bits");
        }
        return HuffmanCode.extended(in.take(size), size);
    }

    /** All planes together. */
    JpegPicture picture() throws JpegException {
        int count = planes.length;
        int wide = frame.precision > 8 ? 2 : 1;
        int pixels = frame.width * frame.height;
        byte[] samples = new byte[wide * count * pixels];
        for (int c = 0; c < count; c++) {
            if (planes[c] == null) {
                throw JpegException.corrupt("The picture ends before its last scan");
            }
            for (int i = 0, to = wide * c; i < pixels; i++, to += wide * count) {
                int value = planes[c][i] << header.low();
                if (value >> frame.precision != 0) {
                    throw JpegException.corrupt("Its picture data is damaged: colours beyond every range");
                }
                if (wide == 2) {
                    samples[to] = (byte) (value >> 8);
                }
                samples[to + wide - 1] = (byte) value;
            }
        }
        return new JpegPicture(frame, samples);
    }
}
