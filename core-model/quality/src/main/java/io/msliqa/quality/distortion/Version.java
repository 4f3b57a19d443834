package io.msliqa.quality.distortion;

import io.msliqa.image.PixelImage;
import io.msliqa.network.Cause;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is done to a reference: a distortion, and maybe another after it.
 *
 * @param steps one or two
 */
record Version(List<Step> steps) {

    /** The opinion of a picture to which so little was done that nobody sees it. */
    private static final double TOP = 4.7;

    /** How far opinions of two distortions add up: between the worse of them (infinite) and their sum (1). */
    private static final double NORM = 1.5;

    private static final double WORST = 1.1;

    /** The opinion from which on nobody sees anything wrong. */
    private static final double FINE = 4.42;

    /** The opinion up to which people see what was done. */
    private static final double SPOILT = 4.1;

    /** How many points worse one of two distortions must be to count as what is wrong. */
    private static final double CLEARLY = 0.6;

    Version {
        steps = List.copyOf(steps);
    }

    /** E.g. {@code I007_08_03.png}, {@code I007_08_03_11_02.png}. */
    String fileName(ReferencePicture reference) {
        StringBuilder name = new StringBuilder(reference.name());
        for (Step step : steps) {
            name.append(String.format(Locale.ROOT, "_%02d_%02d", step.type().number(), step.cell()));
        }
        return name + ".png";
    }

    boolean showsOn(PixelImage pristine) {
        return steps.stream().allMatch(step -> step.type().showsOn(pristine));
    }

    PixelImage apply(PixelImage pristine, long seed) {
        PixelImage picture = pristine;
        for (Step step : steps) {
            picture = step.apply(picture, seed);
        }
        return picture;
    }

    /** What people think of it, by what they think of the cells that it lies between. */
    OptionalDouble opinion(CellOpinions opinions) {
        double lost = 0;
        for (Step step : steps) {
            OptionalDouble one = opinion(step, opinions);
            if (one.isEmpty()) {
                return one;
            }
            if (steps.size() == 1) {
                return OptionalDouble.of(Math.max(WORST, one.getAsDouble()));
            }
            lost += Math.pow(Math.max(0, TOP - one.getAsDouble()), NORM);
        }
        return OptionalDouble.of(Math.max(WORST, TOP - Math.pow(lost, 1 / NORM)));
    }

    private static OptionalDouble opinion(Step step, CellOpinions opinions) {
        int below = (int) step.level();
        OptionalDouble to = opinions.opinion(step.type(), step.cell());
        if (to.isEmpty() || below == step.level()) {
            return to;
        }
        double from = below < 1 ? TOP : opinions.opinion(step.type(), below).orElse(TOP);
        double share = step.level() - below;
        return OptionalDouble.of(from * (1 - share) + to.getAsDouble() * share);
    }

    /** What is wrong; empty where that has no name, or people may not see it. */
    Optional<Cause> cause(CellOpinions opinions) {
        OptionalDouble opinion = opinion(opinions);
        if (opinion.isEmpty()) {
            return steps.size() == 1 ? steps.get(0).cause() : Optional.empty();
        }
        if (opinion.getAsDouble() > SPOILT) {
            boolean fine = steps.size() == 1 && opinion.getAsDouble() >= FINE;
            return fine ? Optional.of(Cause.NONE) : Optional.empty();
        }
        if (steps.size() == 1) {
            return steps.get(0).cause();
        }
        double first = opinion(steps.get(0), opinions).orElseThrow();
        double second = opinion(steps.get(1), opinions).orElseThrow();
        return first < second - CLEARLY
                ? steps.get(0).cause()
                : second < first - CLEARLY ? steps.get(1).cause() : Optional.empty();
    }

    boolean greyToo() {
        return steps.stream().allMatch(Step::greyToo);
    }
}
