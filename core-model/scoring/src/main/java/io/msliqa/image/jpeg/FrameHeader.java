package io.msliqa.image.jpeg;

/** Reads a frame header (SOF), and names what is not read here. */
final class FrameHeader {

    private FrameHeader() {}

    static Frame read(int type, byte[] file, int from, int end) throws JpegException {
        if (end - from < 6) {
            throw JpegException.corrupt("Its frame header is too short");
        }
        int precision = file[from] & 0xFF;
        int height = (file[from + 1] & 0xFF) << 8 | (file[from + 2] & 0xFF);
        int width = (file[from + 3] & 0xFF) << 8 | (file[from + 4] & 0xFF);
        int count = file[from + 5] & 0xFF;
        check(type, precision);
        if (end - from != 6 + 3 * count || count == 0 || width == 0) {
            throw JpegException.corrupt("Its frame header says that it has " + count + " components in " + (end - from)
                    + " bytes, " + width + " pixels wide");
        }
        if (height == 0) {
            throw JpegException.unsupported("It says its height only after the picture");
        }
        if (count == 2 || count > 4) {
            throw JpegException.unsupported("It has " + count + " colour components");
        }
        Component[] components = new Component[count];
        for (int i = 0; i < count; i++) {
            int at = from + 6 + 3 * i;
            int horizontal = file[at + 1] >> 4 & 15;
            int vertical = file[at + 1] & 15;
            if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
                throw JpegException.corrupt("Its frame header has impossible sampling factors");
            }
            // Alone, a component is as wide and high as the picture, whatever it says.
            components[i] = count == 1
                    ? new Component(file[at] & 0xFF, 1, 1, file[at + 2] & 0xFF)
                    : new Component(file[at] & 0xFF, horizontal, vertical, file[at + 2] & 0xFF);
        }
        return new Frame(type, precision, width, height, components);
    }

    private static void check(int type, int precision) throws JpegException {
        if (type >= 0xC9) {
            throw JpegException.unsupported("It uses arithmetic coding");
        }
        if (type > 0xC3) {
            throw JpegException.unsupported("It uses hierarchical coding");
        }
        if (type == 0xC3 ? precision < 2 || precision > 16 : precision != 8) {
            throw JpegException.unsupported("It has " + precision + " bits a sample");
        }
    }
}
