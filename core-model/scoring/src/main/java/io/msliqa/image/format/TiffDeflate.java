package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes deflate, and looks at its checksum where it is there. */
final class TiffDeflate {

    private static final int AT_ONCE = 1 << 20;

    private TiffDeflate() {}

    static byte[] decode(ByteView stored, int size) throws ImageException {
        byte[] bytes = new byte[size];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(stored.array(), stored.start(), stored.length());
            int done = 0;
            while (done < size) {
                Problem.checkStopped();
                int count = inflater.inflate(bytes, done, Math.min(size - done, AT_ONCE));
                done += count;
                if (count == 0) {
                    throw Problem.corrupt("The TIFF file is damaged. A part of its picture ends after " + done + " of "
                            + size + " bytes");
                }
            }
            byte[] rest = new byte[64];
            for (int i = 0; i < 16 && !inflater.finished() && inflater.inflate(rest) > 0; i++) {
                Problem.checkStopped();
            }
            return bytes;
        } catch (DataFormatException e) {
            throw Problem.corrupt("The TIFF file's picture data is damaged (" + e.getMessage() + ")");
        } finally {
            inflater.end();
        }
    }
}
