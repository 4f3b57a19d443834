package io.msliqa.distortion;

import io.msliqa.image.PixelImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Reads pristine pictures. */
final class Pictures {

    private Pictures() {}

    static PixelImage read(Path file) throws IOException {
        BufferedImage read = ImageIO.read(file.toFile());
        if (read == null) {
            throw new DistortedSetException(file + " is no picture that can be read");
        }
        byte[] rgb = new byte[PixelImage.CHANNELS * read.getWidth() * read.getHeight()];
        int[] row = new int[read.getWidth()];
        for (int y = 0; y < read.getHeight(); y++) {
            read.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                int at = 3 * (y * row.length + x);
                rgb[at] = (byte) (row[x] >> 16);
                rgb[at + 1] = (byte) (row[x] >> 8);
                rgb[at + 2] = (byte) row[x];
            }
        }
        return new PixelImage(read.getWidth(), read.getHeight(), rgb);
    }
}
