package io.msliqa.image.format;

import java.util.Locale;

/** Names what a file is that is none of our formats, for the message: people look for the right converter by it. */
final class ForeignFormat {

    private ForeignFormat() {}

    static String describe(ByteView file) {
        if (file.hasText(4, "ftypavif")) {
            return "an AVIF picture";
        }
        if (file.hasText(4, "ftyphei") || file.hasText(4, "ftypmif1")) {
            return "a HEIC picture";
        }
        if (file.hasText(4, "ftyp")) {
            return "an MP4 or QuickTime file";
        }
        if (file.hasText(4, "jP  ") || file.startsWith("\u00FFO\u00FFQ")) {
            return "a JPEG 2000 picture";
        }
        if (file.hasText(4, "JXL ") || file.startsWith("\u00FF\n")) {
            return "a JPEG XL picture";
        }
        if (file.startsWith("8BPS")) {
            return "a Photoshop document";
        }
        if (file.startsWith("%PDF")) {
            return "a PDF document";
        }
        if (file.startsWith("P") && file.length() > 2 && isNetpbm(file)) {
            return "a Netpbm picture (PBM, PGM, PPM)";
        }
        if (file.startsWith("<")) {
            return "XML or HTML text (SVG, or an error page saved in place of the picture)";
        }
        return "of an unknown format (it begins with the bytes " + firstBytes(file) + ")";
    }

    private static boolean isNetpbm(ByteView file) {
        for (char kind = '1'; kind <= '7'; kind++) {
            if (file.startsWith("P" + kind)) {
                return true;
            }
        }
        return false;
    }

    private static String firstBytes(ByteView file) {
        StringBuilder text = new StringBuilder();
        byte[] bytes = file.array();
        for (int i = 0; i < Math.min(8, bytes.length); i++) {
            text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02X", bytes[i]));
        }
        return text.toString();
    }
}
