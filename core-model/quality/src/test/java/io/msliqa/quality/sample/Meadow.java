package io.msliqa.quality.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.QuadCurve2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** Grass and flowers seen close, layer upon layer from dim and far to bright and near. */
final class Meadow implements Scene {

    private static final int LAYERS = 26;
    private static final int[] PETALS = {0xF7F3EA, 0xE8466A, 0xF2B92E, 0x6A5ACD, 0xF08A3C, 0xD65DB1};

    private final Fractal fractal = new Fractal(9);

    @Override
    public void draw(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        Sky sky = new Sky(4, Colour.of(0x4A86C8), Colour.of(0xD6E6EE), Colour.of(0xFFFFFF));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double trees = 190 + 60 * fractal.sum(x / 150.0, 1, 6);
                Colour far = Colour.of(0x35522F).mixed(Colour.of(0x6F8F4A), 0.5 + fractal.sum(x / 18.0, y / 18.0, 6));
                Colour colour = y < trees ? sky.at((double) x / width, 1 - y / 300.0) : far;
                picture.setRGB(x, y, colour.rgb());
            }
        }
        Graphics2D pen = Render.pen(picture);
        SplittableRandom random = new SplittableRandom(2);
        for (int layer = 0; layer < LAYERS; layer++) {
            double near = (layer + 1.0) / LAYERS;
            double ground = 270 + 560 * near * near;
            for (int i = 0; i < 420 - 300 * near; i++) {
                blade(pen, random, random.nextDouble() * width, ground + 30 * random.nextDouble(), near);
            }
            for (int i = 0; i < 26 - 18 * near; i++) {
                flower(pen, random, random.nextDouble() * width, ground, near);
            }
        }
        pen.dispose();
    }

    private static void blade(Graphics2D pen, SplittableRandom random, double x, double y, double near) {
        double tall = (40 + 90 * random.nextDouble()) * (0.35 + near * 1.5);
        double lean = (random.nextDouble() - 0.5) * tall * 0.9;
        Colour green = Colour.of(0x33521F)
                .mixed(Colour.of(0xA9C25A), random.nextDouble())
                .times(0.55 + 0.5 * near + 0.15 * random.nextDouble());
        pen.setColor(new Color(green.rgb()));
        pen.setStroke(new BasicStroke(
                (float) (1 + 5 * near * random.nextDouble()), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(new QuadCurve2D.Double(x, y, x + lean * 0.2, y - tall * 0.7, x + lean, y - tall));
        if (random.nextInt(9) == 0) {
            pen.setColor(new Color(green.mixed(Colour.of(0xD9C58A), 0.7).rgb()));
            for (int seed = 0; seed < 9; seed++) {
                double up = tall * (1 - 0.035 * seed);
                double side = (seed % 2 == 0 ? 2.6 : -2.6) * (0.5 + near);
                pen.fill(new Ellipse2D.Double(x + lean * up / tall + side - 2, y - up - 3, 3 + 3 * near, 5 + 5 * near));
            }
        }
    }

    private static void flower(Graphics2D pen, SplittableRandom random, double x, double ground, double near) {
        double size = (7 + 9 * random.nextDouble()) * (0.3 + 1.5 * near);
        double y = ground - (60 + 110 * random.nextDouble()) * (0.3 + 1.2 * near);
        pen.setColor(new Color(Colour.of(0x4C7A30).times(0.6 + 0.5 * near).rgb()));
        pen.setStroke(new BasicStroke((float) (1 + 3 * near)));
        pen.draw(new QuadCurve2D.Double(x, y, x + 8, (y + ground) / 2, x + 14 * (random.nextDouble() - 0.5), ground));
        Colour petal = Colour.of(PETALS[random.nextInt(PETALS.length)]).times(0.7 + 0.35 * near);
        int petals = 5 + random.nextInt(9);
        AffineTransform before = pen.getTransform();
        pen.translate(x, y);
        pen.scale(1, 0.55 + 0.45 * random.nextDouble());
        for (int i = 0; i < petals; i++) {
            pen.rotate(2 * Math.PI / petals);
            pen.setColor(new Color(petal.times(0.8 + 0.25 * random.nextDouble()).rgb()));
            pen.fill(new Ellipse2D.Double(-size * 0.28, -size * 1.5, size * 0.56, size * 1.4));
            pen.setColor(new Color(petal.times(0.6).rgb()));
            pen.setStroke(new BasicStroke((float) (0.6 + 0.7 * near)));
            pen.draw(new QuadCurve2D.Double(0, -size * 0.3, size * 0.08, -size * 0.8, 0, -size * 1.3));
        }
        pen.setColor(new Color(Colour.of(0xE0A020).times(0.7 + 0.3 * near).rgb()));
        pen.fill(new Ellipse2D.Double(-size * 0.4, -size * 0.4, size * 0.8, size * 0.8));
        for (int dot = 0; dot < 14; dot++) {
            pen.setColor(new Color(Colour.of(0x6B3E10)
                    .mixed(Colour.of(0xFFD860), random.nextDouble())
                    .rgb()));
            double angle = random.nextDouble() * 2 * Math.PI;
            double out = size * 0.36 * Math.sqrt(random.nextDouble());
            pen.fill(new Ellipse2D.Double(out * Math.cos(angle), out * Math.sin(angle), size * 0.12, size * 0.12));
        }
        pen.setTransform(before);
    }
}
