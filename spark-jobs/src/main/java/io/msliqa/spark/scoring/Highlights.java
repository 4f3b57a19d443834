package io.msliqa.spark.scoring;

import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.store.ScoreTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What people look at first in a score table: the pictures with the highest and the lowest scores, how often each cause
 * occurs, and an example of each failure. One pass over one model's rows finds it all.
 */
public final class Highlights implements Serializable {

    private static final long serialVersionUID = 1;

    private static final Comparator<Picture> HIGHEST_FIRST =
            Comparator.comparing(Picture::score).reversed().thenComparing(Picture::image);
    private static final Comparator<Picture> LOWEST_FIRST =
            Comparator.comparing(Picture::score).thenComparing(Picture::image);

    /** Rows beyond the wanted ones, as older rows of a picture that changed do not count. */
    private static final int OLDER = 2;

    private final int count;
    private final String run;
    private final SortedMap<String, Example> failures = new TreeMap<>();
    private final SortedMap<String, Cause> causes = new TreeMap<>();
    private List<Picture> highest = new ArrayList<>();
    private List<Picture> lowest = new ArrayList<>();
    private boolean ofSeveralRuns;

    /**
     * A row with a score.
     *
     * @param spread the standard deviation over the picture's patches
     */
    public record Picture(String image, double score, double spread, int wave) implements Serializable {}

    /** A failed picture, and why it failed. */
    public record Example(String image, String message) implements Serializable {}

    /**
     * Pictures with one cause.
     *
     * @param sum of their scores
     */
    public record Cause(long pictures, double sum) implements Serializable {

        /** Their mean score. */
        public double mean() {
            return sum / pictures;
        }

        private Cause and(Cause more) {
            return new Cause(pictures + more.pictures, sum + more.sum);
        }
    }

    private Highlights(int count, String run) {
        this.count = count;
        this.run = run;
    }

    /**
     * Looks through the rows of one model.
     *
     * @param rows of a score table, with its wave
     * @param count how many pictures are wanted of each end
     * @param run the run whose failures count
     */
    public static Highlights of(Dataset<Row> rows, int count, String run) {
        Highlights all = rows.select(
                        ScoreColumns.IMAGE,
                        ScoreColumns.STATUS,
                        ScoreColumns.REASON,
                        ScoreColumns.MESSAGE,
                        ScoreColumns.SCORE,
                        ScoreColumns.SCORE_STD,
                        ScoreColumns.CAUSE,
                        ScoreColumns.RUN_ID,
                        ScoreTable.WAVE)
                .toJavaRDD()
                .treeAggregate(new Highlights(count, run), Highlights::with, Highlights::with);
        all.keepNewest(rows);
        return all;
    }

    private Highlights with(Row row) {
        String image = row.getString(0);
        if (row.getString(1).equals(ScoreColumns.SCORED)) {
            Picture picture = new Picture(image, row.getDouble(4), row.getDouble(5), row.getInt(8));
            highest.add(picture);
            lowest.add(picture);
            // Sorted now and then, not for each row.
            if (highest.size() > 2 * OLDER * count + 1000) {
                cut();
            }
        } else if (row.getString(7).equals(run)) {
            failures.merge(row.getString(2), new Example(image, row.getString(3)), Highlights::first);
        }
        if (!row.isNullAt(6)) {
            causes.merge(row.getString(6), new Cause(1, row.getDouble(4)), Cause::and);
        }
        ofSeveralRuns |= !row.getString(7).equals(run);
        return this;
    }

    private Highlights with(Highlights more) {
        highest.addAll(more.highest);
        lowest.addAll(more.lowest);
        more.failures.forEach((reason, example) -> failures.merge(reason, example, Highlights::first));
        more.causes.forEach((name, cause) -> causes.merge(name, cause, Cause::and));
        ofSeveralRuns |= more.ofSeveralRuns;
        cut();
        return this;
    }

    private static Example first(Example one, Example other) {
        return one.image().compareTo(other.image()) <= 0 ? one : other;
    }

    private void cut() {
        highest = firstOf(highest, HIGHEST_FIRST, OLDER * count);
        lowest = firstOf(lowest, LOWEST_FIRST, OLDER * count);
    }

    private static List<Picture> firstOf(List<Picture> pictures, Comparator<Picture> order, int count) {
        return new ArrayList<>(pictures.stream().sorted(order).limit(count).toList());
    }

    /** Of each picture only what its newest row says: one that changed has older ones, of earlier runs. */
    private void keepNewest(Dataset<Row> rows) {
        cut();
        if (ofSeveralRuns) {
            Map<String, Integer> newest = newestWaves(rows);
            highest.removeIf(picture -> newest.get(picture.image()) != picture.wave());
            lowest.removeIf(picture -> newest.get(picture.image()) != picture.wave());
        }
        highest = firstOf(highest, HIGHEST_FIRST, count);
        lowest = firstOf(lowest, LOWEST_FIRST, count);
    }

    private Map<String, Integer> newestWaves(Dataset<Row> rows) {
        Set<String> names = new HashSet<>();
        highest.forEach(picture -> names.add(picture.image()));
        lowest.forEach(picture -> names.add(picture.image()));
        Column image = functions.col(ScoreColumns.IMAGE);
        Map<String, Integer> waves = new HashMap<>();
        for (Row row : rows.filter(image.isin(names.toArray()))
                .groupBy(image)
                .agg(functions.max(ScoreTable.WAVE))
                .collectAsList()) {
            waves.put(row.getString(0), row.getInt(1));
        }
        return waves;
    }

    /** The pictures with the highest scores, the highest first; equal ones by name. */
    public List<Picture> highest() {
        return List.copyOf(highest);
    }

    /** The pictures with the lowest scores, the lowest first; equal ones by name. */
    public List<Picture> lowest() {
        return List.copyOf(lowest);
    }

    /** The causes of all scored rows; empty if the model says none. */
    public SortedMap<String, Cause> causes() {
        return new TreeMap<>(causes);
    }

    /** The first failed picture of the run, by name, for each reason. */
    public SortedMap<String, Example> failures() {
        return new TreeMap<>(failures);
    }
}
