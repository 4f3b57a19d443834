package io.msliqa.spark;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small pictures with something in them, each another by its seed. */
public final class TestPictures {

    private TestPictures() {}

    /** Writes {@code picture-00.png} and so on, of different sizes. */
    public static void write(Path folder, int count) {
        for (int i = 0; i < count; i++) {
            write(folder.resolve(String.format(Locale.ROOT, "picture-%02d.png", i)), 60 + 17 * i, 40 + 11 * i, i);
        }
    }

    public static void write(Path file, int width, int height, long seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 60; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillOval(
                    random.nextInt(width), random.nextInt(height), 1 + random.nextInt(30), 1 + random.nextInt(30));
        }
        graphics.dispose();
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
