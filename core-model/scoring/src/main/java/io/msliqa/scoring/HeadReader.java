package io.msliqa.scoring;

import io.msliqa.model.HeadReading;
import io.msliqa.network.Cause;
import io.msliqa.network.HeadOutputs;
import io.msliqa.network.Quality;
import io.msliqa.scale.QualityScale;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Tells apart what the heads put out for one view or patch: scores, qualities, causes. */
final class HeadReader {

    private static final Comparator<CauseShare> LARGEST_FIRST =
            Comparator.comparingDouble(CauseShare::share).reversed();

    private final HeadReading reading;
    private final HeadOutputs outputs;
    private final QualityScale scale;

    HeadReader(HeadReading reading, QualityScale scale) {
        this.reading = reading;
        this.outputs = reading.outputs();
        this.scale = scale;
    }

    /** The score of each head: 0 the scale's minimum, 1 its maximum. */
    double[] scores(float[] values) {
        double[] scores = new double[values.length / outputs.width()];
        for (int head = 0; head < scores.length; head++) {
            scores[head] = reading.score().score(values, head * outputs.width(), outputs);
        }
        return scores;
    }

    /** What the network puts out, as a score of the scale. */
    double scaled(double raw) {
        return scale.min() + (scale.max() - scale.min()) * raw;
    }

    /** One output of each head. */
    private double[] column(float[] values, int output) {
        double[] column = new double[values.length / outputs.width()];
        for (int head = 0; head < column.length; head++) {
            column[head] = values[head * outputs.width() + output];
        }
        return column;
    }

    /**
     * Adds up what several views or patches say. Each quality counts at each scale as the model says; where none of the
     * scales counts for a quality, all count.
     */
    final class Sayings {

        private final boolean byScale;
        private final Mean[] qualities = new Mean[outputs.qualities().size()];
        private final Mean[] anyScale = new Mean[qualities.length];
        private final double[] shares = new double[outputs.causes().size()];
        private double weights;

        /** @param byScale whether what the model says of qualities and scales is to count */
        Sayings(boolean byScale) {
            this.byScale = byScale;
            Arrays.setAll(qualities, i -> new Mean());
            Arrays.setAll(anyScale, i -> new Mean());
        }

        /** What one of a scale says, which counts as much as {@code weight} says. */
        void add(float[] values, HeadChoice.Pick pick, double weight, double scale) {
            weights += weight;
            for (int i = 0; i < qualities.length; i++) {
                double value = pick.of(column(values, i));
                double factor = byScale ? reading.weight(outputs.qualities().get(i), scale) : 1;
                qualities[i].add(value, weight * factor);
                anyScale[i].add(value, weight);
            }
            double[] logits = IntStream.range(0, shares.length)
                    .mapToDouble(i -> pick.of(column(values, outputs.firstCause() + i)))
                    .toArray();
            double highest = IntStream.range(0, logits.length)
                    .mapToDouble(i -> logits[i])
                    .max()
                    .orElse(0);
            double sum = 0;
            for (int i = 0; i < logits.length; i++) {
                logits[i] = Math.exp(logits[i] - highest);
                sum += logits[i];
            }
            for (int i = 0; i < logits.length; i++) {
                shares[i] += weight * logits[i] / sum;
            }
        }

        /** The mean of each quality, on the scale; none where a score is all that the heads put out. */
        SortedMap<Quality, Double> qualities() {
            SortedMap<Quality, Double> means = new TreeMap<>();
            for (Quality quality : outputs.qualities()) {
                if (quality != Quality.SCORE) {
                    means.put(quality, scaled(mean(quality)));
                }
            }
            return means;
        }

        /** The score of the means of the qualities, on the scale. */
        double scoreOfMeans() {
            return scaled(reading.score().score(this::mean));
        }

        private double mean(Quality quality) {
            int i = outputs.indexOf(quality);
            return qualities[i].weight() > 0 ? qualities[i].mean() : anyScale[i].mean();
        }

        /** The causes with the mean of their shares, the largest first; none where the heads know none. */
        List<CauseShare> causes() {
            List<Cause> causes = outputs.causes();
            return IntStream.range(0, shares.length)
                    .mapToObj(i -> new CauseShare(causes.get(i), shares[i] / weights))
                    .sorted(LARGEST_FIRST)
                    .toList();
        }
    }
}
