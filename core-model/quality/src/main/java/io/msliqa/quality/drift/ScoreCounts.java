package io.msliqa.quality.drift;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * Counts pictures by their quality. Qualities are points from 0, the bad end of a model's scale, to 100, the good end
 * (a network may go beyond), kept to the tenth of a point, so that a million pictures need no more room than a
 * thousand.
 *
 * @param cells number of pictures by tenths of a point
 */
public record ScoreCounts(SortedMap<Integer, Long> cells) {

    /** The width of a cell in points. */
    public static final double STEP = 0.1;

    public ScoreCounts {
        cells = new TreeMap<>(cells);
        cells.values().removeIf(count -> count == 0);
        if (cells.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("Negative numbers of pictures");
        }
    }

    /** Of single qualities in points, all finite. */
    public static ScoreCounts of(double... qualities) {
        SortedMap<Integer, Long> cells = new TreeMap<>();
        DoubleStream.of(qualities).forEach(quality -> cells.merge(cell(quality), 1L, Long::sum));
        return new ScoreCounts(cells);
    }

    /** The cell of a quality in points. */
    public static int cell(double quality) {
        return Math.toIntExact(Math.round(quality / STEP));
    }

    /** The two together. */
    public ScoreCounts plus(ScoreCounts other) {
        SortedMap<Integer, Long> sum = new TreeMap<>(cells);
        other.cells.forEach((cell, count) -> sum.merge(cell, count, Long::sum));
        return new ScoreCounts(sum);
    }

    /** How many pictures. */
    public long size() {
        return cells.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The mean in points; NaN if empty. */
    public double mean() {
        double sum = 0;
        for (Map.Entry<Integer, Long> cell : cells.entrySet()) {
            sum += STEP * cell.getKey() * cell.getValue();
        }
        return sum / size();
    }

    /** The smallest quality in points that a share of the pictures does not exceed (inverted CDF); NaN if empty. */
    public double quantile(double share) {
        double needed = share * size();
        long below = 0;
        for (Map.Entry<Integer, Long> cell : cells.entrySet()) {
            below += cell.getValue();
            if (below >= needed) {
                return STEP * cell.getKey();
            }
        }
        return Double.NaN;
    }

    /** The share below a quality in points; NaN if empty. */
    public double shareBelow(double quality) {
        long below = cells.headMap(cell(quality)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return (double) below / size();
    }
}
