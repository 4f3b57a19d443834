package io.msliqa.image.jpeg;

/** The quantisation and Huffman tables that are in force at a point of the stream. */
final class Tables {

    private final int[][] quantisation = new int[4][];
    private final HuffmanCode[] dc = new HuffmanCode[4];
    private final HuffmanCode[] ac = new HuffmanCode[4];

    /** Reads a DQT segment. */
    void quantisation(byte[] file, int from, int end) throws JpegException {
        int at = from;
        while (at < end) {
            int wide = file[at] >> 4 & 15;
            int number = file[at] & 15;
            at++;
            if (wide > 1 || number > 3 || at + 64 * (1 + wide) > end) {
                throw JpegException.corrupt("Its quantisation tables are damaged");
            }
            int[] table = new int[64];
            for (int i = 0; i < 64; i++, at += 1 + wide) {
                table[i] = wide == 0 ? file[at] & 0xFF : (file[at] & 0xFF) << 8 | (file[at + 1] & 0xFF);
                if (table[i] == 0) {
                    throw JpegException.corrupt("Its quantisation tables have zeros");
                }
            }
            quantisation[number] = table;
        }
    }

    /** Reads a DHT segment. */
    void huffman(byte[] file, int from, int end) throws JpegException {
        int at = from;
        while (at + 17 <= end) {
            int kind = file[at] >> 4 & 15;
            int number = file[at] & 15;
            int[] counts = new int[16];
            int total = 0;
            for (int i = 0; i < 16; i++) {
                counts[i] = file[at + 1 + i] & 0xFF;
                total += counts[i];
            }
            at += 17;
            if (kind > 1 || number > 3 || total > 256 || at + total > end) {
                throw JpegException.corrupt("Its Huffman tables are damaged");
            }
            byte[] values = new byte[total];
            System.arraycopy(file, at, values, 0, total);
            at += total;
            (kind == 0 ? dc : ac)[number] = new HuffmanCode(counts, values, kind == 1);
        }
    }

    int[] quantisation(int number) throws JpegException {
        return there(number > 3 ? null : quantisation[number], "quantisation");
    }

    HuffmanCode dc(int number) throws JpegException {
        return there(number > 3 ? null : dc[number], "Huffman");
    }

    HuffmanCode ac(int number) throws JpegException {
        return there(number > 3 ? null : ac[number], "Huffman");
    }

    private static <T> T there(T table, String name) throws JpegException {
        if (table == null) {
            throw JpegException.corrupt("It uses a " + name + " table that it does not have");
        }
        return table;
    }
}
