package io.msliqa.quality.sample;

/** Red, green and blue, 0 to 1 and beyond until drawn. */
record Colour(double r, double g, double b) {

    /** From {@code 0xRRGGBB}. */
    static Colour of(int hex) {
        return new Colour((hex >> 16 & 0xFF) / 255.0, (hex >> 8 & 0xFF) / 255.0, (hex & 0xFF) / 255.0);
    }

    Colour times(double factor) {
        return new Colour(r * factor, g * factor, b * factor);
    }

    Colour mixed(Colour other, double share) {
        return new Colour(
                Fractal.mix(r, other.r, share), Fractal.mix(g, other.g, share), Fractal.mix(b, other.b, share));
    }

    int rgb() {
        return channel(r) << 16 | channel(g) << 8 | channel(b);
    }

    private static int channel(double value) {
        return (int) Math.round(255 * Math.max(0, Math.min(1, value)));
    }
}
