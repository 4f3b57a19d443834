package io.msliqa.scoring;

import io.msliqa.image.PixelImage;
import io.msliqa.network.Backbone;
import io.msliqa.network.HashedNetwork;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Scorers of a real network without training, and pictures for them. */
public final class TestScorers {

    private TestScorers() {}

    /** A scorer of three heads on ONNX Runtime. */
    public static CpuPatchScorer onnx() {
        return CpuPatchScorer.open(
                CpuRuntime.ONNX_RUNTIME, "hashed-small-3", () -> HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 3));
    }

    /** Random samples. */
    public static PixelImage noise(int width, int height, long seed) {
        byte[] rgb = new byte[3 * width * height];
        new Random(seed).nextBytes(rgb);
        return new PixelImage(width, height, rgb);
    }

    /** A PNG whose red grows by one with each column, whose other channels are 0. */
    public static byte[] ramp(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, x << 16);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
