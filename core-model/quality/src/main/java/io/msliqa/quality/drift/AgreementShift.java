package io.msliqa.quality.drift;

import io.msliqa.quality.metrics.Bootstrap;
import io.msliqa.quality.metrics.Correlation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Tells whether the order of the scores still agrees with people's opinions as before: Spearman's correlation (SRCC).
 *
 * <p>Intervals come from draws of whole nights of the baseline and of single pictures of tonight, as in {@link
 * DriftAnalysis}.
 *
 * @param before SRCC of all pictures of the baseline; NaN if there is none
 * @param now SRCC of tonight's, with its interval; undefined with fewer than two pictures or where all are equal
 * @param change now less before; undefined if one of them is
 */
public record AgreementShift(double before, Estimate now, Estimate change) {

    /**
     * Compares tonight's agreement with that of the baseline.
     * @param nights the baseline; may be empty
     */
    public static AgreementShift of(List<LabelledScores> nights, LabelledScores tonight, Bootstrap bootstrap) {
        double before = srcc(pooled(nights));
        double now = srcc(tonight);
        double[] drawnNow = new double[bootstrap.resamples()];
        double[] drawnChange = new double[bootstrap.resamples()];
        for (int number = 0; number < drawnNow.length; number++) {
            SplittableRandom random = new SplittableRandom(bootstrap.seed() * 1_000_003L + number);
            drawnNow[number] = srcc(drawn(tonight, random));
            drawnChange[number] = nights.isEmpty()
                    ? Double.NaN
                    : drawnNow[number] - srcc(pooled(copied(nights, bootstrap.draw(number, nights.size()))));
        }
        return new AgreementShift(
                before,
                Estimate.ofShift(now, drawnNow, bootstrap.confidence()),
                Estimate.ofShift(now - before, drawnChange, bootstrap.confidence()));
    }

    private static List<LabelledScores> copied(List<LabelledScores> nights, int[] copies) {
        List<LabelledScores> drawn = new ArrayList<>();
        for (int night = 0; night < copies.length; night++) {
            for (int copy = 0; copy < copies[night]; copy++) {
                drawn.add(nights.get(night));
            }
        }
        return drawn;
    }

    private static LabelledScores pooled(List<LabelledScores> nights) {
        return new LabelledScores(
                nights.stream().flatMap(night -> night.scores().stream()).toList(),
                nights.stream().flatMap(night -> night.opinions().stream()).toList());
    }

    private static LabelledScores drawn(LabelledScores night, SplittableRandom random) {
        int size = night.size();
        List<Integer> places = random.ints(size, 0, Math.max(1, size)).boxed().toList();
        return new LabelledScores(
                places.stream().map(night.scores()::get).toList(),
                places.stream().map(night.opinions()::get).toList());
    }

    private static double srcc(LabelledScores pictures) {
        return Correlation.srcc(array(pictures.scores()), array(pictures.opinions()))
                .orElse(Double.NaN);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
