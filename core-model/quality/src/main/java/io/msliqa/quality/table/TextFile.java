package io.msliqa.quality.table;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * Decodes a file's bytes as text: gzipped or not, with or without a byte order mark, UTF-8 unless the mark says UTF-16.
 */
final class TextFile {

    private static final int BUFFER = 1 << 16;

    private TextFile() {}

    /** The text; reading throws an exception at bytes that are no text, instead of changing them. */
    static BufferedReader reader(InputStream file) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(file, BUFFER);
        byte[] magic = begin(bytes);
        if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            bytes = new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER);
            magic = begin(bytes);
        }
        Charset charset = StandardCharsets.UTF_8;
        int mark = 0;
        if (startsWith(magic, 0xef, 0xbb, 0xbf)) {
            mark = 3;
        } else if (startsWith(magic, 0xff, 0xfe)) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (startsWith(magic, 0xfe, 0xff)) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        }
        bytes.skipNBytes(mark);
        return new BufferedReader(
                new InputStreamReader(
                        bytes,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                BUFFER);
    }

    private static byte[] begin(BufferedInputStream bytes) throws IOException {
        bytes.mark(4);
        byte[] begin = bytes.readNBytes(3);
        bytes.reset();
        return begin;
    }

    private static boolean startsWith(byte[] bytes, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
