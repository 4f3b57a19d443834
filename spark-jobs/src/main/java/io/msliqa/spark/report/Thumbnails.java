package io.msliqa.spark.report;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.patch.Resampler;
import io.msliqa.spark.listing.PictureBytes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;

/**
 * Small pictures inside a page, as data URIs; a missing, broken or very large file has none.
 *
 * @param side the longer side in pixels; smaller pictures keep their size
 */
public record Thumbnails(Configuration hadoop, int side) {

    private static final DecodeLimits LIMITS = new DecodeLimits(64L << 20, 60_000_000, 1);

    /** The picture of a URI or path as a JPEG in a data URI. */
    public Optional<String> of(String image) {
        try {
            PixelImage picture = new ImageDecoder(LIMITS)
                    .decode(PictureBytes.of(image, hadoop, (int) LIMITS.maxBytes() + 1))
                    .pixels();
            return Optional.of("data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg(small(picture))));
        } catch (IOException | ImageException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private PixelImage small(PixelImage picture) {
        double scale = Math.min(1, (double) side / Math.max(picture.width(), picture.height()));
        return Resampler.resize(picture, Math.max(1, (int) Math.round(picture.width() * scale)), Math.max(1, (int)
                Math.round(picture.height() * scale)));
    }

    private static byte[] jpeg(PixelImage picture) throws IOException {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int rgb = picture.sample(x, y, 0) << 16 | picture.sample(x, y, 1) << 8 | picture.sample(x, y, 2);
                image.setRGB(x, y, rgb);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }
}
