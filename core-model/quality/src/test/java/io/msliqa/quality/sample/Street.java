package io.msliqa.quality.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** A brick wall with a window, a printed notice, ivy and a cobbled pavement. */
final class Street implements Scene {

    private static final double BRICK_WIDTH = 74;
    private static final double BRICK_HEIGHT = 26;
    private static final double MORTAR = 4;

    private final Fractal fractal = new Fractal(5);

    @Override
    public void draw(BufferedImage picture) {
        int pavement = (int) (0.82 * picture.getHeight());
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                Colour colour = y < pavement ? brick(x, y) : cobbles(x, y, pavement);
                double sun = 1.12 - 0.35 * x / picture.getWidth() - 0.25 * Math.exp(-Math.abs(y - pavement) / 40.0);
                picture.setRGB(x, y, colour.times(sun).rgb());
            }
        }
        Graphics2D pen = Render.pen(picture);
        window(pen, 270, 120, 300, 400);
        notice(pen, 734, 225, 198, 238);
        ivy(pen, new SplittableRandom(4));
        pen.dispose();
    }

    private Colour brick(double x, double y) {
        double wobble = 1.6 * fractal.sum(x / 40, y / 40, 3);
        long row = (long) Math.floor((y + wobble) / BRICK_HEIGHT);
        double along = x + wobble + (row % 2 == 0 ? 0 : BRICK_WIDTH / 2);
        long column = (long) Math.floor(along / BRICK_WIDTH);
        double inX = along - column * BRICK_WIDTH;
        double inY = y + wobble - row * BRICK_HEIGHT;
        double edge = Math.min(Math.min(inX, BRICK_WIDTH - inX), Math.min(inY, BRICK_HEIGHT - inY));
        double grain = fractal.sum(x / 9, y / 9, 5);
        double pits = fractal.noise(x / 2.5, y / 2.5);
        double relief = fractal.sum((x + 2) / 7, (y + 2) / 7, 4) - fractal.sum(x / 7, y / 7, 4);
        Colour mortar = Colour.of(0xB8AFA0).times(0.8 + 0.5 * grain + 0.12 * pits);
        double tone = fractal.hash(column, row);
        Colour clay = Colour.of(0xA4523A).mixed(Colour.of(tone > 0.8 ? 0x5B3A35 : 0xC98260), fractal.hash(row, column));
        clay = clay.times(0.85 + 0.55 * grain + 0.16 * pits + 1.3 * relief + (inY < MORTAR + 4 ? 0.12 : 0));
        double soot = Fractal.step(0.05, 0.5, fractal.sum(x / 260, y / 160, 5));
        return mortar.mixed(clay, Fractal.step(MORTAR / 2 - 1, MORTAR / 2 + 1.2, edge))
                .mixed(Colour.of(0x4A5238), 0.45 * soot);
    }

    private Colour cobbles(double x, double y, double pavement) {
        double depth = 1 + (y - pavement) / 60;
        double u = (x - 512) / (24 * depth);
        double v = 14 * Math.log(depth) + 40;
        double nearest = 9;
        double second = 9;
        double tone = 0;
        for (long j = (long) v - 1; j <= (long) v + 1; j++) {
            for (long i = (long) Math.floor(u) - 1; i <= (long) Math.floor(u) + 1; i++) {
                double dx = i + 0.5 + 0.35 * (fractal.hash(i, j) - 0.5) + (j % 2) * 0.5 - u;
                double dy = j + 0.5 + 0.35 * (fractal.hash(j, i) - 0.5) - v;
                double distance = Math.pow(Math.pow(Math.abs(dx), 3) + Math.pow(Math.abs(dy), 3), 1 / 3.0);
                if (distance < nearest) {
                    second = nearest;
                    nearest = distance;
                    tone = fractal.hash(i + 91, j);
                } else {
                    second = Math.min(second, distance);
                }
            }
        }
        double dome = Fractal.step(0, 0.28, second - nearest);
        double grain = fractal.sum(x / 6, y / 5, 4);
        return Colour.of(0x3A3733)
                .mixed(Colour.of(0x8E8880).times(0.75 + 0.45 * tone + 0.6 * grain), dome)
                .times(0.75 + 0.4 * dome);
    }

    private static void window(Graphics2D pen, int left, int top, int width, int height) {
        pen.setColor(new Color(0, 0, 0, 90));
        pen.fillRect(left - 12, top - 10, width + 40, height + 40);
        pen.setColor(new Color(0xD9D2C3));
        pen.fillRect(left - 22, top + height, width + 44, 26);
        pen.setColor(new Color(0xF1ECE0));
        pen.fillRect(left, top, width, height);
        int panes = 3;
        int gap = 12;
        int paneWidth = (width - gap * (panes + 1)) / panes;
        int paneHeight = (height - gap * 5) / 4;
        for (int i = 0; i < panes; i++) {
            for (int j = 0; j < 4; j++) {
                int x = left + gap + i * (paneWidth + gap);
                int y = top + gap + j * (paneHeight + gap);
                pen.setPaint(new GradientPaint(x, y, new Color(0x86A6C4), x + 90, y + paneHeight, new Color(0x1E2A38)));
                pen.fillRect(x, y, paneWidth, paneHeight);
                pen.setColor(new Color(255, 255, 255, 60));
                pen.fillPolygon(new int[] {x, x + 26, x + 8, x}, new int[] {y + 50 - 6 * j, y, y, y + 24}, 4);
                pen.setColor(new Color(0, 0, 0, 110));
                pen.drawRect(x, y, paneWidth, paneHeight);
            }
        }
        pen.setColor(new Color(0x2E5A4C));
        for (int side = 0; side < 2; side++) {
            int x = side == 0 ? left - 150 : left + width + 10;
            shutter(pen, x, top, 140, height);
        }
    }

    private static void shutter(Graphics2D pen, int x, int y, int width, int height) {
        pen.setColor(new Color(0x2E6152));
        pen.fillRect(x, y, width, height);
        for (int slat = y + 14; slat < y + height - 14; slat += 11) {
            pen.setColor(new Color(0x4C8A76));
            pen.fillRect(x + 14, slat, width - 28, 5);
            pen.setColor(new Color(0x173B31));
            pen.fillRect(x + 14, slat + 6, width - 28, 4);
        }
        pen.setColor(new Color(0x1C443A));
        pen.setStroke(new BasicStroke(3));
        pen.drawRect(x, y, width, height);
    }

    private static void notice(Graphics2D pen, int left, int top, int width, int height) {
        pen.setColor(new Color(0, 0, 0, 110));
        pen.fillRect(left + 7, top + 8, width, height);
        pen.setColor(new Color(0xF4EFDF));
        pen.fillRect(left, top, width, height);
        pen.setColor(new Color(0x8C1C1C));
        pen.setFont(new Font(Font.SERIF, Font.BOLD, 33));
        pen.drawString("BAKERY", left + 20, top + 46);
        pen.setColor(new Color(0x222222));
        pen.setFont(new Font(Font.SERIF, Font.PLAIN, 16));
        String[] lines = {
            "open from six to noon",
            "rye, spelt and wheat",
            "Sundays plum cake",
            "",
            "ring twice, then wait",
            "please do not feed",
            "the grey cat; he has",
            "had his breakfast"
        };
        for (int i = 0; i < lines.length; i++) {
            pen.drawString(lines[i], left + 18, top + 78 + 20 * i);
        }
    }

    private static void ivy(Graphics2D pen, SplittableRandom random) {
        for (int i = 0; i < 2600; i++) {
            double down = random.nextDouble();
            double spread = 250 * Math.pow(random.nextDouble(), 1.6) * (1.15 - down) + 25;
            double x = random.nextInt(3) > 0 ? spread : 1024 - 0.55 * spread;
            double y = 720 * down * down + 40 * random.nextDouble();
            leaf(pen, random, x, y, 0.6 + 0.4 * i / 2600.0);
        }
    }

    private static void leaf(Graphics2D pen, SplittableRandom random, double x, double y, double light) {
        AffineTransform before = pen.getTransform();
        double size = 8 + 9 * random.nextDouble();
        double turn = random.nextDouble() * 2 * Math.PI;
        for (int pass = 0; pass < 2; pass++) {
            pen.translate(pass == 0 ? x + 4 : x, pass == 0 ? y + 5 : y);
            pen.rotate(turn);
            Path2D shape = new Path2D.Double();
            shape.moveTo(0, size);
            shape.curveTo(size, size * 0.4, size * 0.8, -size * 0.6, 0, -size);
            shape.curveTo(-size * 0.8, -size * 0.6, -size, size * 0.4, 0, size);
            Colour green = Colour.of(0x3E6B2C)
                    .mixed(Colour.of(0x8FB04A), random.nextDouble())
                    .times(light);
            pen.setColor(pass == 0 ? new Color(0, 0, 0, 70) : new Color(green.rgb()));
            pen.fill(shape);
            if (pass == 1) {
                pen.setColor(new Color(green.mixed(Colour.of(0xE8F0C0), 0.5).rgb()));
                pen.setStroke(new BasicStroke(1.2f));
                pen.drawLine(0, (int) -size, 0, (int) size);
            }
            pen.setTransform(before);
        }
    }
}
