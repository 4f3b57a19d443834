package io.msliqa.quality.sample;

import io.msliqa.image.PixelImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Draws a scene at twice the size and averages 2 × 2 pixels into one, so that edges are smooth. */
final class Render {

    private static final int WIDTH = 512;
    private static final int HEIGHT = 384;

    private Render() {}

    static PixelImage of(Scene scene) {
        BufferedImage large = new BufferedImage(2 * WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
        scene.draw(large);
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int x = 2 * (i % WIDTH);
            int y = 2 * (i / WIDTH);
            for (int c = 0; c < 3; c++) {
                int shift = 16 - 8 * c;
                int sum = (large.getRGB(x, y) >> shift & 0xFF)
                        + (large.getRGB(x + 1, y) >> shift & 0xFF)
                        + (large.getRGB(x, y + 1) >> shift & 0xFF)
                        + (large.getRGB(x + 1, y + 1) >> shift & 0xFF);
                rgb[3 * i + c] = (byte) ((sum + 2) / 4);
            }
        }
        return new PixelImage(WIDTH, HEIGHT, rgb);
    }

    static Graphics2D pen(BufferedImage picture) {
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return pen;
    }
}
