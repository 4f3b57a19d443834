package io.msliqa.quality.sample;

import java.awt.image.BufferedImage;

/** Mountains above forests and meadows, drawn column by column from near to far. */
final class Valley implements Scene {

    private static final double NEAR = 1.2;
    private static final double FAR = 60;
    private static final Colour HAZE = Colour.of(0xB9CBDD);

    private final Fractal land = new Fractal(3);
    private final Fractal detail = new Fractal(8);
    private final Sky sky = new Sky(21, Colour.of(0x2F66B0), Colour.of(0xC8D8E6), Colour.of(0xFFFFFF));

    @Override
    public void draw(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        double horizon = 0.40 * height;
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                picture.setRGB(x, y, sky.at((double) x / width, 1 - y / horizon).rgb());
            }
            drawColumn(picture, x, horizon);
        }
    }

    private void drawColumn(BufferedImage picture, int x, double horizon) {
        int height = picture.getHeight();
        double across = (double) x / picture.getWidth() - 0.5;
        double eye = 1.55;
        int drawnDownTo = height;
        for (double distance = NEAR; distance < FAR && drawnDownTo > 0; distance *= 1.0016) {
            double east = across * distance * 1.25;
            double ground = ground(east, distance) + cover(east, distance);
            int top = (int) (horizon + (eye - ground) / distance * height * 0.9);
            if (top < drawnDownTo) {
                Colour colour = shaded(east, distance, ground);
                int rgb = colour.mixed(HAZE, 1 - Math.exp(-distance / 42)).rgb();
                for (int y = Math.max(0, top); y < drawnDownTo; y++) {
                    picture.setRGB(x, y, rgb);
                }
                drawnDownTo = Math.max(0, top);
            }
        }
    }

    private double ground(double east, double north) {
        double mountains =
                Fractal.step(9, 34, north) * 13.5 * Math.pow(land.ridges(east * 0.055 + 2, north * 0.055, 9), 2.2);
        double hills = 0.9 * land.sum(east * 0.16, north * 0.16, 6);
        double bed = 0.06 * Math.pow(east + 0.8 * Math.sin(north * 0.35), 2) / (1 + 0.3 * north);
        return Math.max(-0.25, hills * Fractal.step(1, 9, north) + mountains + bed - 0.1);
    }

    private double cover(double east, double north) {
        double trees = wooded(east, north);
        double crowns =
                Math.abs(detail.noise(east * 9, north * 9)) + 0.5 * Math.abs(detail.noise(east * 23, north * 23));
        return trees * (0.08 + 0.34 * crowns) + 0.02 * detail.sum(east * 14, north * 14, 3);
    }

    private double wooded(double east, double north) {
        double height = ground(east, north);
        return Fractal.step(0.02, 0.2, land.sum(east * 0.35 + 40, north * 0.35, 4))
                * Fractal.step(3.4, 2.2, height)
                * Fractal.step(-0.2, 0.05, height)
                * Fractal.step(2.0, 3.0, north);
    }

    private Colour shaded(double east, double north, double ground) {
        double reach = 0.012 * north;
        double slopeEast = (ground(east + reach, north) + cover(east + reach, north) - ground) / reach;
        double slopeNorth = (ground(east, north + reach) + cover(east, north + reach) - ground) / reach;
        double light = (0.55 + 0.75 * slopeEast + 0.15 * slopeNorth)
                / Math.sqrt(1 + slopeEast * slopeEast + slopeNorth * slopeNorth);
        return material(east, north, ground, Math.hypot(slopeEast, slopeNorth)).times(0.32 + 0.95 * Math.max(0, light));
    }

    private Colour material(double east, double north, double ground, double steepness) {
        double grain = detail.sum(east * 30, north * 30, 4);
        if (ground < -0.2) {
            double ripple = 0.5 + 0.5 * detail.noise(east * 6, north * 50);
            return Colour.of(0x5F86A8).mixed(Colour.of(0xD8E6F2), ripple * 0.8);
        }
        Colour meadow =
                Colour.of(0x6E8B3A).mixed(Colour.of(0xC2B25A), 0.5 + 0.9 * land.sum(east * 1.3, north * 1.3, 5));
        Colour flowers = Colour.of(0xE8E0F0);
        meadow = meadow.times(1 + 0.9 * grain)
                .mixed(flowers, north < 7 && detail.hash((long) (east * 90), (long) (north * 60)) > 0.965 ? 0.9 : 0);
        Colour forest = Colour.of(0x274A2A).mixed(Colour.of(0x557538), 0.5 + grain);
        Colour rock = Colour.of(0x7C756C).mixed(Colour.of(0x4E4A48), 0.5 + 1.1 * grain);
        Colour snow = Colour.of(0xFFFFFF);
        Colour colour = meadow.mixed(forest, wooded(east, north));
        colour = colour.mixed(rock, Fractal.step(1.6, 3.2, ground + 1.2 * grain));
        double snowLine = 4.4 + 1.6 * land.sum(east * 0.5, north * 0.5, 4) + 0.5 * steepness;
        return colour.mixed(snow, Fractal.step(snowLine, snowLine + 0.7, ground));
    }
}
