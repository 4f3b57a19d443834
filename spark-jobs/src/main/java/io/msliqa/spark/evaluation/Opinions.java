package io.msliqa.spark.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import io.msliqa.quality.metrics.Pairs;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.rows.PairColumns;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Holds the labels of all pairs on the driver in primitive arrays, with a hash of 64 bits for each text.
 *
 * <p>Opinions, and with {@link #scores} also scores, are in the labels' own units, turned so that higher is better.
 */
final class Opinions {

    /** Sorts names that are numbers by their value, before all others. */
    static final Comparator<String> BY_NUMBER = Comparator.comparingDouble(
                    (String name) -> name.matches("\\d+(\\.\\d+)?") ? Double.parseDouble(name) : Double.MAX_VALUE)
            .thenComparing(Comparator.naturalOrder());

    private final Dataset<Row> pairs;
    private final QualityScale scale;
    private final long[] pictures;
    private final double[] opinions;
    private final double[] standardErrors;
    private final int[] references;
    private final int referenceCount;
    private final long[] referenceHashes;
    private final long[] distortions;
    private final long[] levels;

    private Opinions(Dataset<Row> pairs, QualityScale scale, int n) {
        this.pairs = pairs;
        this.scale = scale;
        pictures = new long[n];
        opinions = new double[n];
        double[] known = new double[n];
        long[] hashes = new long[n];
        distortions = new long[n];
        levels = new long[n];
        AtomicInteger next = new AtomicInteger();
        List<Column> columns = List.of(
                xxhash64(col(PairColumns.IMAGE)),
                col(PairColumns.OPINION),
                col(PairColumns.STANDARD_ERROR),
                xxhash64(col(PairColumns.REFERENCE)),
                xxhash64(col(PairColumns.DISTORTION)),
                col(PairColumns.LEVEL).cast("long"));
        Numbers.forEach(pairs, columns, row -> {
            int i = next.getAndIncrement();
            pictures[i] = row.getLong();
            opinions[i] = upwards(row.getDouble());
            known[i] = row.getDouble();
            hashes[i] = row.getLong();
            distortions[i] = row.getLong();
            levels[i] = row.getLong();
        });
        requireAll(next.get());
        standardErrors = Arrays.stream(known).anyMatch(Double::isNaN) ? new double[0] : known;
        referenceHashes = Arrays.stream(hashes).sorted().distinct().toArray();
        referenceCount = referenceHashes.length;
        references = new int[n];
        for (int i = 0; i < n; i++) {
            references[i] = Arrays.binarySearch(referenceHashes, hashes[i]);
        }
    }

    static Opinions read(Dataset<Row> pairs, QualityScale scale, int n) {
        return new Opinions(pairs, scale, n);
    }

    private double upwards(double opinion) {
        return scale.higherIsBetter() ? opinion : scale.min() + scale.max() - opinion;
    }

    /** A column of scores, in the order of the pairs, brought by the two scales' ends to the labels' units. */
    double[] scores(Column column, QualityScale of) {
        double[] scores = new double[pictures.length];
        double gain = (scale.max() - scale.min()) / (of.max() - of.min());
        boolean higher = of.higherIsBetter();
        AtomicInteger next = new AtomicInteger();
        Numbers.forEach(pairs, List.of(xxhash64(col(PairColumns.IMAGE)), column), row -> {
            int i = next.getAndIncrement();
            if (row.getLong() != pictures[i]) {
                throw new IllegalStateException("The pairs came in another order when they were read again");
            }
            double score = row.getDouble();
            scores[i] = scale.min() + gain * (higher ? score - of.min() : of.max() - score);
        });
        requireAll(next.get());
        return scores;
    }

    private void requireAll(int read) {
        if (read != pictures.length) {
            throw new IllegalStateException("Of " + pictures.length + " pairs " + read + " were read");
        }
    }

    /** Scores beside the opinions. */
    Pairs with(double[] scores) {
        return new Pairs(scores, opinions, standardErrors, references, referenceCount);
    }

    /** Some pairs of {@link #with}, resampled as all of them are. */
    Pairs with(double[] scores, int[] some) {
        return new Pairs(
                pick(scores, some),
                pick(opinions, some),
                standardErrors.length == 0 ? standardErrors : pick(standardErrors, some),
                Arrays.stream(some).map(i -> references[i]).toArray(),
                referenceCount);
    }

    static double[] pick(double[] values, int[] some) {
        return Arrays.stream(some).mapToDouble(i -> values[i]).toArray();
    }

    /** The pairs of each kind of damage, by its name; none if nothing is known of damage, or there are too many kinds. */
    SortedMap<String, int[]> byDistortion(int most) {
        return grouped(distortions, names(PairColumns.DISTORTION, most));
    }

    /** The pairs of each strength of damage. */
    SortedMap<String, int[]> byLevel(int most) {
        Map<Long, String> names = new LinkedHashMap<>();
        Arrays.stream(levels)
                .distinct()
                .limit(most + 1L)
                .filter(level -> level > 0)
                .forEach(level -> names.put(level, Long.toString(level)));
        return grouped(levels, names.size() > most ? Map.of() : names);
    }

    /** The pairs of each reference, if there are fewer than {@code most} and each has several pictures on average. */
    SortedMap<String, int[]> byReference(int most) {
        if (referenceCount > most || 2 * referenceCount > opinions.length) {
            return new TreeMap<>();
        }
        long[] hashes = Arrays.stream(references)
                .mapToLong(reference -> referenceHashes[reference])
                .toArray();
        return grouped(hashes, names(PairColumns.REFERENCE, most));
    }

    private Map<Long, String> names(String column, int most) {
        Map<Long, String> names = new LinkedHashMap<>();
        List<Row> distinct = pairs.select(xxhash64(col(column)), col(column))
                .filter(col(column).notEqual(""))
                .distinct()
                .limit(most + 1)
                .collectAsList();
        if (distinct.size() <= most) {
            distinct.forEach(row -> names.put(row.getLong(0), row.getString(1)));
        }
        return names;
    }

    private static SortedMap<String, int[]> grouped(long[] codes, Map<Long, String> names) {
        Map<String, IntStream.Builder> builders = new TreeMap<>();
        for (int i = 0; i < codes.length && !names.isEmpty(); i++) {
            String name = names.get(codes[i]);
            if (name != null) {
                builders.computeIfAbsent(name, key -> IntStream.builder()).add(i);
            }
        }
        SortedMap<String, int[]> groups = new TreeMap<>(BY_NUMBER);
        builders.forEach((name, builder) -> groups.put(name, builder.build().toArray()));
        return groups;
    }

    /** People's opinions; higher is better. */
    double[] values() {
        return opinions;
    }

    int size() {
        return opinions.length;
    }

    int referenceCount() {
        return referenceCount;
    }

    /** How strongly a picture was damaged; 0 if not known. */
    long level(int pair) {
        return levels[pair];
    }

    /** The pictures of some pairs, by pair. */
    Map<Integer, Row> describe(int[] some) {
        Map<Long, Integer> wanted = new LinkedHashMap<>();
        for (int i : some) {
            wanted.put(pictures[i], i);
        }
        Map<Integer, Row> described = new LinkedHashMap<>();
        pairs.select(
                        xxhash64(col(PairColumns.IMAGE)),
                        col(PairColumns.IMAGE),
                        col(PairColumns.DISTORTION),
                        col(PairColumns.LEVEL))
                .filter(xxhash64(col(PairColumns.IMAGE)).isin(wanted.keySet().toArray()))
                .collectAsList()
                .forEach(row -> described.put(wanted.get(row.getLong(0)), row));
        return described;
    }
}
