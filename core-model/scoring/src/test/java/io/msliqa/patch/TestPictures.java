package io.msliqa.patch;

import io.msliqa.image.PixelImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

public final class TestPictures {

    private TestPictures() {}

    public static PixelImage noise(int width, int height, long seed) {
        byte[] rgb = new byte[PixelImage.CHANNELS * width * height];
        new Random(seed).nextBytes(rgb);
        return new PixelImage(width, height, rgb);
    }

    public static PixelImage plain(int width, int height, int value) {
        byte[] rgb = new byte[PixelImage.CHANNELS * width * height];
        Arrays.fill(rgb, (byte) value);
        return new PixelImage(width, height, rgb);
    }

    /** An 8-bit RGB file without gamma or profile, sample for sample. */
    public static PixelImage read(Path file) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        int[] samples = picture.getRaster().getPixels(0, 0, picture.getWidth(), picture.getHeight(), (int[]) null);
        byte[] rgb = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            rgb[i] = (byte) samples[i];
        }
        return new PixelImage(picture.getWidth(), picture.getHeight(), rgb);
    }
}
