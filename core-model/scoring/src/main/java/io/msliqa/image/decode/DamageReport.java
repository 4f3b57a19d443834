package io.msliqa.image.decode;

import io.msliqa.image.ImageFormat;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** Listens to a codec's warnings for those that mean that pixels are made up. */
final class DamageReport implements IIOReadWarningListener {

    private final ImageFormat format;
    private String first = "";

    DamageReport(ImageFormat format) {
        this.format = format;
    }

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        if (first.isEmpty() && isDamage(warning)) {
            first = warning;
        }
    }

    /** The first warning of damage, empty if there was none. */
    Optional<String> first() {
        return first.isEmpty() ? Optional.empty() : Optional.of(first);
    }

    private boolean isDamage(String warning) {
        return switch (format) {
            case JPEG -> isLibjpegDamage(warning);
            case PNG, GIF -> true;
            case BMP, TIFF, WEBP -> false;
        };
    }

    /** libjpeg also warns of stray bytes between segments, odd profiles and the like, which leave the pixels whole. */
    private static boolean isLibjpegDamage(String warning) {
        if (warning.startsWith("Corrupt JPEG data")) {
            return !warning.contains("extraneous bytes");
        }
        return warning.startsWith("Premature end of JPEG") || warning.startsWith("Inconsistent progression");
    }
}
