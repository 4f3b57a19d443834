package io.msliqa.quality.distortion;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import io.msliqa.image.decode.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads pristine pictures, as the scorer reads pictures. */
final class PristinePictures {

    private PristinePictures() {}

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
