package io.msliqa.image.format;

import java.util.Locale;

/** Names what a file is that is none of our formats, for the message: people look for the right converter by it. */
final class ForeignFormat {

    private ForeignFormat() {}

    static String describe(ByteView file) {
        if (file.hasText(4, "ftyp")) {
            return ofBrand(file);
        }
        if (file.startsWith("FUJIFILMCCD-RAW")) {
            return "a camera's raw file (RAF)";
        }
        if (file.hasText(4, "JXL ") || file.startsWith("\u00FF\n")) {
            return "a JPEG XL picture";
        }
        if (file.startsWith("IIRO") || file.startsWith("IIRS") || file.startsWith("MMOR")) {
            return "a camera's raw file (ORF)";
        }
        if (file.startsWith("IIU\0")) {
            return "a camera's raw file (RW2)";
        }
        if (file.startsWith("FOVb")) {
            return "a camera's raw file (X3F)";
        }
        if (file.startsWith("\0MRM")) {
            return "a camera's raw file (MRW)";
        }
        if (file.startsWith("II\u00BC")) {
            return "a JPEG XR picture";
        }
        if (file.startsWith("DDS ")) {
            return "a DirectDraw texture";
        }
        if (file.startsWith("v/1\u0001")) {
            return "an OpenEXR picture";
        }
        if (file.startsWith("#?RADIANCE") || file.startsWith("#?RGBE")) {
            return "a Radiance HDR picture";
        }
        if (file.startsWith("qoif")) {
            return "a QOI picture";
        }
        if (file.startsWith("\0\0\u0001\0")) {
            return "a Windows icon";
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

    /** Files of boxes tell what they are by their brands; the first one is the file's own, others follow. */
    private static String ofBrand(ByteView file) {
        String kind = brand(file, 8);
        for (int at = 16; kind.isEmpty() && at < 64; at += 4) {
            kind = brand(file, at);
        }
        return kind.isEmpty() ? "an MP4 or QuickTime file" : kind;
    }

    private static String brand(ByteView file, int at) {
        if (file.hasText(at, "avif")) {
            return "an AVIF picture";
        }
        if (file.hasText(at, "avis")) {
            return "an AVIF sequence of pictures";
        }
        if (file.hasText(at, "heic")
                || file.hasText(at, "heix")
                || file.hasText(at, "heim")
                || file.hasText(at, "heis")) {
            return "a HEIC picture";
        }
        if (file.hasText(at, "hevc")
                || file.hasText(at, "hevx")
                || file.hasText(at, "hevm")
                || file.hasText(at, "hevs")) {
            return "a HEIC sequence of pictures";
        }
        if (file.hasText(at, "crx ")) {
            return "a camera's raw file (CR3)";
        }
        return at == 8 && file.hasText(at, "mif1") && !file.hasText(16, "avif") ? "a HEIF picture" : "";
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
