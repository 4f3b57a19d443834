package io.msliqa.quality.metrics;

import java.util.SplittableRandom;

/** Sets of 10 to 1,000 pictures, the same as {@code curve_fixtures.py} makes. */
final class GeneratedPairs {

    private final double[] scores;
    private final double[] opinions;

    private GeneratedPairs(double[] scores, double[] opinions) {
        this.scores = scores;
        this.opinions = opinions;
    }

    static GeneratedPairs of(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = (int) (10 * Math.pow(100, random.nextDouble()));
        double noise = 0.02 + 0.4 * random.nextDouble();
        int kind = seed % 8;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            double score = random.nextDouble();
            x[i] = kind == 7 ? Math.floor(score * 20) / 20 : score;
            y[i] = shape(kind, x[i]) + noise * bell(random);
        }
        return new GeneratedPairs(x, y);
    }

    private static double bell(SplittableRandom random) {
        double total = 0;
        for (int i = 0; i < 12; i++) {
            total += random.nextDouble();
        }
        return total - 6;
    }

    private static double shape(int kind, double x) {
        return switch (kind) {
            case 0, 7 -> 1 / (1 + Math.exp(-8 * (x - 0.5)));
            case 1 -> -1 / (1 + Math.exp(-5 * (x - 0.3)));
            case 2 -> x;
            case 3 -> 0.3 * x + (x > 0.6 ? 0.7 : 0);
            case 4 -> 0;
            case 5 -> 1 - Math.exp(-6 * x);
            default -> x + (x < 0.12 ? 0.25 : 0);
        };
    }

    double[] scores() {
        return scores;
    }

    double[] opinions() {
        return opinions;
    }

    int size() {
        return scores.length;
    }

    /** Pictures in so many references by turns. */
    Pairs of(int references, double error) {
        int[] clusters = new int[scores.length];
        double[] errors = new double[scores.length];
        for (int i = 0; i < clusters.length; i++) {
            clusters[i] = i % references;
            errors[i] = error;
        }
        return new Pairs(scores, opinions, errors, clusters, references);
    }
}
