package io.msliqa.quality.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** Painted houses on a quay, sailing boats, and their reflections in rippled water. */
final class Harbour implements Scene {

    private static final int WATER = 440;
    private static final int[] WALLS = {0xC8553D, 0xE0B04A, 0xE9E2D0, 0x4F7C8A, 0xB9745A, 0x7E9A6B, 0xD98E73, 0xF0D9A8};

    private final Fractal fractal = new Fractal(12);
    private final Sky sky = new Sky(33, Colour.of(0x3C6FB4), Colour.of(0xF3D9BC), Colour.of(0xFFF1E4));

    @Override
    public void draw(BufferedImage picture) {
        int width = picture.getWidth();
        for (int y = 0; y < WATER; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(
                        x, y, sky.at((double) x / width, 1 - (double) y / WATER).rgb());
            }
        }
        Graphics2D pen = Render.pen(picture);
        SplittableRandom random = new SplittableRandom(6);
        hills(picture);
        for (int x = -20; x < width; ) {
            int wide = 84 + random.nextInt(60);
            house(pen, random, x, wide);
            x += wide;
        }
        weather(picture, 120, WATER);
        quay(picture);
        for (int i = 0; i < 6; i++) {
            boat(pen, random, 60 + 175 * i + random.nextInt(50), 0.75 + 0.5 * random.nextDouble());
        }
        pen.dispose();
        water(picture);
    }

    private void hills(BufferedImage picture) {
        for (int x = 0; x < picture.getWidth(); x++) {
            int top = (int) (230 - 70 * fractal.sum(x / 330.0, 3, 7) - 0.05 * x);
            for (int y = top; y < WATER; y++) {
                double trees = fractal.sum(x / 14.0, y / 11.0, 5);
                picture.setRGB(
                        x,
                        y,
                        Colour.of(0x6C7F86)
                                .mixed(Colour.of(0x3F5A4C), 0.5 + trees)
                                .rgb());
            }
        }
    }

    private static void house(Graphics2D pen, SplittableRandom random, int left, int width) {
        int top = 190 + random.nextInt(90);
        Colour wall = Colour.of(WALLS[random.nextInt(WALLS.length)]);
        pen.setColor(new Color(wall.rgb()));
        pen.fillRect(left, top, width, WATER - top);
        pen.setColor(new Color(wall.times(0.72).rgb()));
        pen.fillRect(left + width - 7, top, 7, WATER - top);
        roof(pen, random, left, top, width);
        int columns = width / 30;
        double pitch = (double) width / columns;
        for (int floor = top + 16; floor < WATER - 70; floor += 46) {
            for (int i = 0; i < columns; i++) {
                windowAt(pen, random, left + (int) (i * pitch + pitch / 2) - 8, floor);
            }
        }
        pen.setColor(new Color(wall.times(0.45).rgb()));
        pen.fillRect(left + width / 2 - 11, WATER - 62, 22, 50);
        pen.setColor(new Color(random.nextInt(0x60, 0xE0), 0x50, 0x40));
        for (int stripe = 0; stripe < width - 12; stripe += 12) {
            pen.fillPolygon(
                    new int[] {left + 4 + stripe, left + 10 + stripe, left + 12 + stripe, left + 6 + stripe},
                    new int[] {WATER - 84, WATER - 84, WATER - 66, WATER - 66},
                    4);
        }
    }

    private static void roof(Graphics2D pen, SplittableRandom random, int left, int top, int width) {
        int rise = 36 + random.nextInt(34);
        Colour tiles = Colour.of(0x8E4632).mixed(Colour.of(0x4E4B50), random.nextDouble());
        for (int row = 0; row < rise; row += 3) {
            int inset = (int) (0.5 * width * row / rise * 0.9);
            for (int x = left - 5 + inset; x < left + width + 5 - inset; x += 5) {
                pen.setColor(
                        new Color(tiles.times(0.75 + 0.5 * random.nextDouble()).rgb()));
                pen.fillRect(x, top - row - 3, 4, 3);
            }
        }
        pen.setColor(new Color(0x6B4A3E));
        pen.fillRect(left + width / 4, top - rise - 14, 14, 34);
    }

    private static void windowAt(Graphics2D pen, SplittableRandom random, int x, int y) {
        pen.setColor(new Color(0xF4EFE4));
        pen.fillRect(x - 2, y - 2, 20, 30);
        pen.setColor(new Color(random.nextInt(4) == 0 ? 0xF7D774 : 0x33465A));
        pen.fillRect(x, y, 16, 26);
        pen.setColor(new Color(0xF4EFE4));
        pen.fillRect(x + 7, y, 2, 26);
        pen.fillRect(x, y + 9, 16, 2);
        pen.setColor(new Color(0, 0, 0, 80));
        pen.fillRect(x - 3, y + 28, 23, 3);
    }

    /** Stains and grain over everything built. */
    private void weather(BufferedImage picture, int from, int to) {
        for (int y = from; y < to; y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                double stain = 1 + 0.22 * fractal.sum(x / 30.0, y / 60.0, 6) + 0.10 * fractal.noise(x / 2.2, y / 2.2);
                int old = picture.getRGB(x, y);
                double built = y > 225 ? 1 : 0.25;
                picture.setRGB(
                        x,
                        y,
                        Colour.of(old & 0xFFFFFF)
                                .times(Fractal.mix(1, stain, built))
                                .rgb());
            }
        }
    }

    private void quay(BufferedImage picture) {
        for (int y = WATER - 22; y < WATER; y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int stone = (x + (y / 11 % 2) * 16) / 32;
                boolean joint = (x + (y / 11 % 2) * 16) % 32 < 2 || y % 11 == 0;
                double tone = 0.7 + 0.35 * fractal.hash(stone, y / 11) + 0.5 * fractal.sum(x / 6.0, y / 6.0, 4);
                picture.setRGB(
                        x, y, Colour.of(joint ? 0x3A3A38 : 0x9A948A).times(tone).rgb());
            }
        }
    }

    private static void boat(Graphics2D pen, SplittableRandom random, double x, double scale) {
        double y = WATER + 6;
        Path2D hull = new Path2D.Double();
        hull.moveTo(x - 62 * scale, y - 30 * scale);
        hull.quadTo(x - 40 * scale, y, x - 30 * scale, y);
        hull.lineTo(x + 40 * scale, y);
        hull.quadTo(x + 58 * scale, y - 12 * scale, x + 66 * scale, y - 34 * scale);
        hull.quadTo(x, y - 22 * scale, x - 62 * scale, y - 30 * scale);
        pen.setColor(new Color(random.nextBoolean() ? 0xF3F1EA : 0x234B6E));
        pen.fill(hull);
        pen.setColor(new Color(0xA8322B));
        pen.setStroke(new BasicStroke((float) (4 * scale)));
        pen.draw(new Line2D.Double(x - 34 * scale, y - 4 * scale, x + 46 * scale, y - 4 * scale));
        pen.setColor(new Color(0xD8C9A6));
        pen.fillRect((int) (x - 26 * scale), (int) (y - 44 * scale), (int) (46 * scale), (int) (18 * scale));
        pen.setColor(new Color(0x2B3440));
        for (int i = 0; i < 3; i++) {
            pen.fillRect(
                    (int) (x + (15 * i - 22) * scale), (int) (y - 40 * scale), (int) (10 * scale), (int) (8 * scale));
        }
        double mast = y - (230 + 60 * random.nextDouble()) * scale;
        pen.setColor(new Color(0x5A4030));
        pen.setStroke(new BasicStroke((float) (4.2 * scale)));
        pen.draw(new Line2D.Double(x, y - 26 * scale, x, mast));
        pen.draw(new Line2D.Double(x, y - 62 * scale, x - 58 * scale, y - 58 * scale));
        pen.setColor(new Color(0xE9E4D6));
        pen.setStroke(new BasicStroke((float) (9 * scale)));
        pen.draw(new Line2D.Double(x - 4 * scale, y - 68 * scale, x - 54 * scale, y - 64 * scale));
        pen.setColor(new Color(0x2A2A2A));
        pen.setStroke(new BasicStroke(1.5f));
        for (double end : new double[] {-62, -30, 30, 66}) {
            pen.draw(new Line2D.Double(x, mast + 6, x + end * scale, y - 30 * scale));
        }
        for (int rung = 0; rung < 9; rung++) {
            double up = y - (50 + 14 * rung) * scale;
            double half = 24 * scale * (1 - (y - up) / (y - mast));
            pen.draw(new Line2D.Double(x - half, up, x + half, up));
        }
    }

    private void water(BufferedImage picture) {
        int height = picture.getHeight();
        BufferedImage above = picture.getSubimage(0, 0, picture.getWidth(), WATER + 8);
        int[] shore = above.getRGB(0, 0, above.getWidth(), WATER + 8, null, 0, above.getWidth());
        for (int y = WATER + 7; y < height; y++) {
            double near = (double) (y - WATER) / (height - WATER);
            double scale = 1 + 3.5 * near;
            for (int x = 0; x < picture.getWidth(); x++) {
                double wave = fractal.sum(x / (26 * scale), y / (5 * scale) + 50, 5);
                double slope = wave - fractal.sum(x / (26 * scale), (y + 2) / (5 * scale) + 50, 5);
                int fromY = (int) (2 * WATER - y + 4 - 95 * near * wave * 2 - 10 * wave);
                int fromX = (int) (x + 26 * (0.25 + near) * wave);
                fromY = Math.max(0, Math.min(WATER - 1, fromY));
                fromX = Math.max(0, Math.min(picture.getWidth() - 1, fromX));
                Colour mirrored = Colour.of(shore[fromY * picture.getWidth() + fromX] & 0xFFFFFF);
                Colour deep = Colour.of(0x1B3D4A).mixed(Colour.of(0x2F6270), 0.5 + wave);
                Colour colour = mirrored.mixed(deep, 0.34 + 0.2 * near).times(0.92 + 1.1 * slope);
                double glint = Fractal.step(0.30, 0.42, wave) * 0.55;
                picture.setRGB(x, y, colour.mixed(Colour.of(0xFFF3DF), glint).rgb());
            }
        }
    }
}
