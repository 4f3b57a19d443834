package io.msliqa.image.format;

import io.msliqa.image.Capture;
import io.msliqa.image.ImageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how a picture was taken from EXIF. Where it was taken is never looked at. Source: EXIF 2.32. */
final class ExifReader {

    private static final int MAKE = 271;
    private static final int MODEL = 272;
    private static final int DATE_TIME = 306;
    private static final int EXIF = 34665;
    private static final int TAKEN = 36867;
    private static final int OFFSET = 36880;
    private static final int OFFSET_TAKEN = 36881;
    private static final int LENS = 42036;

    private static final Pattern TIME = Pattern.compile("(\\d{4}):([01]\\d):([0-3]\\d) ([0-2]\\d:[0-5]\\d:[0-6]\\d)");
    private static final Pattern ZONE = Pattern.compile("[+-][01]\\d:[0-5]\\d");

    private ExifReader() {}

    /** What an EXIF payload tells; nothing of what is damaged. */
    static Capture read(ByteView payload) {
        try {
            ByteView tiff = payload.startsWith("Exif\0\0") ? payload.from(6) : payload;
            return read(TiffDirectory.first(tiff));
        } catch (ImageException unreadable) {
            return Capture.UNKNOWN;
        }
    }

    /** What a first directory tells, with the EXIF directory that it points to. */
    static Capture read(TiffDirectory directory) {
        TiffDirectory exif = directory.pointedTo(EXIF).orElse(directory);
        String time = time(exif.text(TAKEN), exif.text(OFFSET_TAKEN));
        if (time.isEmpty()) {
            time = time(directory.text(DATE_TIME), exif.text(OFFSET));
        }
        return new Capture(directory.text(MAKE), directory.text(MODEL), exif.text(LENS), time, directory.orientation());
    }

    private static String time(String stored, String offset) {
        Matcher parts = TIME.matcher(stored);
        if (!parts.matches() || parts.group(1).equals("0000") || parts.group(2).equals("00")) {
            return "";
        }
        String clock = parts.group(1) + "-" + parts.group(2) + "-" + parts.group(3) + "T" + parts.group(4);
        return ZONE.matcher(offset).matches() ? clock + offset : clock;
    }
}
