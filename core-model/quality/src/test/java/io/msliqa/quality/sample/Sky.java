package io.msliqa.quality.sample;

/** A sky with clouds: bluer overhead, paler at the horizon. */
final class Sky {

    private final Fractal fractal;
    private final Colour zenith;
    private final Colour horizon;
    private final Colour cloud;

    Sky(long seed, Colour zenith, Colour horizon, Colour cloud) {
        this.fractal = new Fractal(seed);
        this.zenith = zenith;
        this.horizon = horizon;
        this.cloud = cloud;
    }

    /**
     * @param x 0 to 1 across the picture
     * @param height 0 at the horizon, 1 at the top
     */
    Colour at(double x, double height) {
        Colour clear = horizon.mixed(zenith, Math.pow(Math.max(0, height), 0.6));
        double depth = 1 / (0.18 + Math.max(0, height));
        double u = (x - 0.5) * depth * 2.2;
        double v = depth * 2.6;
        double thickness = fractal.sum(u, v, 7);
        double cover = Fractal.step(-0.02, 0.3, thickness);
        double lit = 0.75 + 0.5 * (thickness - fractal.sum(u + 0.08, v - 0.12, 7)) + 0.18 * height;
        return clear.mixed(cloud.times(lit), cover * Fractal.step(0, 0.12, height));
    }
}
