package io.msliqa.image.jpeg;

/** A frame header (SOF): sides, precision and components. */
final class Frame {

    final int type;
    final int precision;
    final int width;
    final int height;
    final Component[] components;
    int mostHorizontal = 1;
    int mostVertical = 1;
    final int mcusAcross;
    final int mcusDown;

    Frame(int type, int precision, int width, int height, Component[] components) {
        this.type = type;
        this.precision = precision;
        this.width = width;
        this.height = height;
        this.components = components;
        for (Component component : components) {
            mostHorizontal = Math.max(mostHorizontal, component.horizontal);
            mostVertical = Math.max(mostVertical, component.vertical);
        }
        mcusAcross = divided(width, unit() * mostHorizontal);
        mcusDown = divided(height, unit() * mostVertical);
        for (Component component : components) {
            component.measure(this);
        }
    }

    boolean isProgressive() {
        return type == 0xC2;
    }

    boolean isLossless() {
        return type == 0xC3;
    }

    private int unit() {
        return isLossless() ? 1 : 8;
    }

    static int divided(int what, int by) {
        return (what + by - 1) / by;
    }
}
