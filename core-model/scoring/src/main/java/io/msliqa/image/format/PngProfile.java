package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Takes the colour profile out of PNG's iCCP chunk. */
final class PngProfile {

    /** The largest in use are those of printers, some 3 MB. */
    private static final int MOST_BYTES = 16 << 20;

    private PngProfile() {}

    /** The profile in PNG's iCCP chunk: a name, a method, a zlib stream. Empty where it is damaged. */
    static ByteView inflated(ByteView chunk) throws ImageException {
        int at = 0;
        while (at < chunk.length() && chunk.u8(at) != 0) {
            at++;
        }
        if (at + 2 >= chunk.length()) {
            return ByteView.NONE;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(chunk.array(), chunk.start() + at + 2, chunk.length() - at - 2);
            return inflate(inflater);
        } catch (DataFormatException damaged) {
            return ByteView.NONE;
        } finally {
            inflater.end();
        }
    }

    private static ByteView inflate(Inflater inflater) throws DataFormatException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[8192];
        int count = inflater.inflate(block);
        while (count > 0 && bytes.size() <= MOST_BYTES) {
            bytes.write(block, 0, count);
            count = inflater.inflate(block);
        }
        return bytes.size() > MOST_BYTES ? ByteView.NONE : new ByteView(bytes.toByteArray());
    }
}
