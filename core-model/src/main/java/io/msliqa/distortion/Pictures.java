package io.msliqa.distortion;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageDecoder;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads pristine pictures, as the scorer reads pictures. */
final class Pictures {

    private Pictures() {}

    static PixelImage read(Path file) throws IOException {
        try {
            return new ImageDecoder(DecodeLimits.DEFAULT)
                    .decode(Files.readAllBytes(file))
                    .pixels();
        } catch (ImageException e) {
            throw new DistortedSetException(file + " cannot be used: " + e.reason() + ", " + e.getMessage(), e);
        }
    }
}
