package io.msliqa.quality.distortion;

import io.msliqa.image.PixelImage;
import io.msliqa.quality.metrics.Correlation;
import io.msliqa.quality.metrics.LogisticFit;
import io.msliqa.quality.metrics.LogisticForm;
import io.msliqa.work.Pending;
import io.msliqa.work.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * What people would think of distortions that nobody was asked about: how much a full-reference measure ({@link HaarPsi})
 * says a cell changes pictures, read on the curve that fits the cells that people did judge. A type that goes on from a judged one
 * begins as far off the curve as that one ends.
 *
 * <p>An estimate, not an opinion: over KADID-10k's own cells it is off by {@link #rootMeanSquare} on average.
 *
 * @param opinions the judged cells, and estimates for all others
 * @param rootMeanSquare of the curve's errors over the judged cells, in units of the opinions
 * @param srcc of the measure with the judged cells
 */
public record OpinionEstimate(CellOpinions opinions, double rootMeanSquare, double srcc) {

    private record Cell(Distortion type, int level) {}

    /**
     * Completes opinions.
     *
     * @param references pristine pictures to measure on; the plan's crop is cut from each
     * @param judged with KADID-10k's cells at least
     * @param mix weight of the measure, from 0 to 1, where people have judged: see {@link CellOpinions}
     * @param threads how many pictures are worked on at once
     * @throws DistortedSetException if the measure says nothing about the judged cells, or a picture cannot be used
     * @throws IOException if a picture cannot be read
     * @throws io.msliqa.work.StoppedException if interrupted
     */
    public static OpinionEstimate of(
            List<ReferencePicture> references,
            DistortedSet.Crop crop,
            long seed,
            CellOpinions judged,
            double mix,
            int threads)
            throws IOException {
        double[][] similarity = new double[Distortion.values().length + 1][Distortion.LEVELS + 1];
        for (double[][] one : measured(references, crop, seed, threads)) {
            for (Cell cell : cells()) {
                similarity[cell.type.number()][cell.level] += one[cell.type.number()][cell.level] / references.size();
            }
        }
        List<Cell> known = cells().stream()
                .filter(cell -> judged.isJudged(cell.type, cell.level))
                .toList();
        double[] x = known.stream()
                .mapToDouble(cell -> similarity[cell.type.number()][cell.level])
                .toArray();
        double[] y = known.stream()
                .mapToDouble(cell -> judged.opinion(cell.type, cell.level).orElseThrow())
                .toArray();
        if (!(LogisticFit.of(LogisticForm.FOUR_PARAMETERS, x, y) instanceof LogisticFit.Fitted curve)) {
            throw new DistortedSetException("The opinions of " + known.size()
                    + " cells follow no curve of how much they" + " change pictures; give KADID-10k's label table");
        }
        ToDoubleBiFunction<Distortion, Integer> onCurve =
                (type, level) -> curve.apply(new double[] {similarity[type.number()][level]})[0];
        ToDoubleFunction<Distortion> offCurve = type -> (1 - mix)
                * (judged.opinion(type, Distortion.LEVELS).orElseThrow()
                        - onCurve.applyAsDouble(type, Distortion.LEVELS));
        CellOpinions completed = judged.completedBy(
                (type, level) -> onCurve.applyAsDouble(type, level)
                        + type.goesOnFrom()
                                .filter(from -> judged.isJudged(from, Distortion.LEVELS))
                                .map(offCurve::applyAsDouble)
                                .orElse(0.0),
                mix);
        double squares = 0;
        double[] fitted = curve.apply(x);
        for (int i = 0; i < y.length; i++) {
            squares += (fitted[i] - y[i]) * (fitted[i] - y[i]);
        }
        return new OpinionEstimate(
                completed, Math.sqrt(squares / y.length), Correlation.srcc(x, y).orElse(0));
    }

    private static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Distortion type : Distortion.values()) {
            for (int level = 1; level <= Distortion.LEVELS; level++) {
                cells.add(new Cell(type, level));
            }
        }
        return cells;
    }

    private static List<double[][]> measured(
            List<ReferencePicture> references, DistortedSet.Crop crop, long seed, int threads) throws IOException {
        try (Workers workers = Workers.of("msliqa-measure", threads)) {
            List<Pending<double[][], IOException>> running = new ArrayList<>();
            for (ReferencePicture reference : references) {
                running.add(workers.begin(
                        () -> similarities(crop.of(reference), SeededRandom.seedOf(seed, reference.number()))));
            }
            List<double[][]> measured = new ArrayList<>();
            for (Pending<double[][], IOException> one : running) {
                measured.add(one.result());
            }
            return measured;
        }
    }

    private static double[][] similarities(PixelImage pristine, long seed) throws InterruptedException {
        double[][] similarities = new double[Distortion.values().length + 1][Distortion.LEVELS + 1];
        for (Cell cell : cells()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            PixelImage distorted = cell.type.apply(pristine, cell.level, seed);
            similarities[cell.type.number()][cell.level] = HaarPsi.similarity(pristine, distorted);
        }
        return similarities;
    }
}
