package io.msliqa.quality.drift;

import io.msliqa.quality.metrics.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.stat.descriptive.rank.Median;

/** Measures how shares and numbers have changed against earlier nights, with the bootstrap of {@link DriftAnalysis}. */
public final class RateShift {

    private RateShift() {}

    /**
     * A share of pictures.
     *
     * @param some not negative
     * @param all at least as many
     */
    public record Rate(long some, long all) {

        public Rate {
            if (some < 0 || all < some) {
                throw new IllegalArgumentException(some + " of " + all + " is no share");
            }
        }

        /** From 0 to 1; NaN of none. */
        public double share() {
            return (double) some / all;
        }
    }

    /** The share of all nights together; NaN without pictures. */
    public static double pooled(List<Rate> nights) {
        return (double) nights.stream().mapToLong(Rate::some).sum()
                / nights.stream().mapToLong(Rate::all).sum();
    }

    /**
     * The share of all nights together, with an interval of whole nights. If no night has any such picture, no drawn
     * night has one either; the upper end is then that of Clopper and Pearson (1934) for so many nights.
     */
    public static Estimate pooled(List<Rate> nights, Bootstrap bootstrap) {
        if (!nights.isEmpty() && pooled(nights) == 0) {
            double tail = (1 - bootstrap.confidence()) / 2;
            return new Estimate(0, 0, 1 - Math.pow(tail, 1.0 / nights.size()));
        }
        double[] draws = new double[bootstrap.resamples()];
        for (int number = 0; number < draws.length; number++) {
            draws[number] = pooled(copied(nights, bootstrap.draw(number, nights.size())));
        }
        return Estimate.ofShift(pooled(nights), draws, bootstrap.confidence());
    }

    private static <T> List<T> copied(List<T> nights, int[] copies) {
        List<T> drawn = new ArrayList<>();
        for (int night = 0; night < copies.length; night++) {
            for (int copy = 0; copy < copies[night]; copy++) {
                drawn.add(nights.get(night));
            }
        }
        return drawn;
    }

    /** Tonight's share less that of the nights together. */
    public static Estimate of(List<Rate> nights, Rate tonight, Bootstrap bootstrap) {
        double[] draws = new double[bootstrap.resamples()];
        for (int number = 0; number < draws.length; number++) {
            List<Rate> drawn = copied(nights, bootstrap.draw(number, nights.size()));
            SplittableRandom random = new SplittableRandom(bootstrap.seed() * 1_000_003L + number);
            draws[number] = drawn(tonight, random) - pooled(drawn);
        }
        return Estimate.ofShift(tonight.share() - pooled(nights), draws, bootstrap.confidence());
    }

    /** The share in a fresh draw of pictures, which has at least one; NaN without pictures. */
    private static double drawn(Rate rate, SplittableRandom random) {
        double some = 0;
        double others = 0;
        while (some + others == 0 && rate.all() > 0) {
            some = Poisson.draw((double) rate.some(), random);
            others = Poisson.draw((double) (rate.all() - rate.some()), random);
        }
        return some / (some + others);
    }

    /** The median of numbers. */
    public static double median(List<Long> numbers) {
        return new Median()
                .evaluate(numbers.stream().mapToDouble(Long::doubleValue).toArray());
    }

    /** Tonight's number as a share of the median night's. */
    public static Estimate ofMedian(List<Long> nights, long tonight, Bootstrap bootstrap) {
        double[] draws = new double[bootstrap.resamples()];
        for (int number = 0; number < draws.length; number++) {
            draws[number] = tonight / median(copied(nights, bootstrap.draw(number, nights.size())));
        }
        return Estimate.ofShift(tonight / median(nights), draws, bootstrap.confidence());
    }
}
