package io.msliqa.scoring;

import io.msliqa.image.PixelImage;
import io.msliqa.patch.Resampler;
import io.msliqa.patch.ScaledSize;

/** Reduces pictures to what people are shown at once. */
final class Reduction {

    private Reduction() {}

    /** A picture of about so many pixels with the same aspect, or the picture itself where it has no more. */
    static PixelImage to(long mostPixels, PixelImage picture) {
        double factor = Math.sqrt((double) mostPixels / ((long) picture.width() * picture.height()));
        return factor < 1 ? by(factor, picture) : picture;
    }

    /** The picture at a scale. */
    static PixelImage by(double scale, PixelImage picture) {
        ScaledSize size = ScaledSize.of(picture.width(), picture.height(), scale);
        return Resampler.resize(picture, size.width(), size.height());
    }
}
