package io.msliqa.quality.distortion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people thought of each (type, level) cell on average: 1 (very annoying) to 5 (imperceptible).
 *
 * <p>The cell explains most of an opinion (89 % of the variance of KADID-10k's own scores), so its mean is a fair label
 * for the same distortion of another picture.
 */
public final class CellScores {

    /** Knows nothing: sets are written with empty labels. */
    public static final CellScores NONE = new CellScores(new Mean[0][0], new Mean[0][0]);

    private static final Pattern NAME = Pattern.compile("(?i)i\\d+_(\\d+)_(\\d+)\\.\\w+");

    private final Mean[][] scores;
    private final Mean[][] deviations;

    private CellScores(Mean[][] scores, Mean[][] deviations) {
        this.scores = scores;
        this.deviations = deviations;
    }

    /**
     * Averages KADID-10k's labels over the reference pictures.
     *
     * @param labels CSV with a header that names the columns {@code dist_img} (or {@code dist_name}), {@code dmos} and
     *     {@code var} (or {@code std}); KADID-10k's "var" is a standard deviation, and may be empty
     * @throws DistortedSetException if a column lacks or a row cannot be read, naming file and line
     * @throws IOException if the file cannot be read
     */
    public static CellScores read(Path labels) throws IOException {
        List<String> lines = Files.readAllLines(labels);
        if (lines.isEmpty()) {
            throw new DistortedSetException(labels + " is empty; a header and labels were expected");
        }
        List<String> header = cells(lines.get(0).toLowerCase(Locale.ROOT));
        int name = column(labels, header, "dist_img", "dist_name");
        int dmos = column(labels, header, "dmos", "dmos");
        int deviation = column(labels, header, "var", "std");
        CellScores cells = new CellScores(means(), means());
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                cells.add(labels + ", line " + (i + 1), cells(lines.get(i)), name, dmos, deviation);
            }
        }
        return cells;
    }

    private static Mean[][] means() {
        Mean[][] means = new Mean[Distortion.values().length + 1][Distortion.LEVELS + 1];
        for (Mean[] row : means) {
            Arrays.setAll(row, level -> new Mean());
        }
        return means;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    private static int column(Path labels, List<String> header, String published, String alternative) {
        int index = header.indexOf(published);
        index = index < 0 ? header.indexOf(alternative) : index;
        if (index < 0) {
            throw new DistortedSetException(labels + " has no column " + published
                    + (published.equals(alternative) ? "" : " or " + alternative) + "; its columns are " + header);
        }
        return index;
    }

    private void add(String place, List<String> row, int name, int dmos, int deviation) {
        try {
            Matcher matcher = NAME.matcher(row.get(name));
            if (!matcher.matches()) {
                throw new DistortedSetException(place + ": '" + row.get(name) + "' is no name like I01_08_03.png");
            }
            int type = Distortion.numbered(Integer.parseInt(matcher.group(1))).number();
            int level = Integer.parseInt(matcher.group(2));
            Distortion.numbered(type).strength(level);
            scores[type][level].add(Double.parseDouble(row.get(dmos)));
            if (!row.get(deviation).isEmpty()) {
                deviations[type][level].add(Double.parseDouble(row.get(deviation)));
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new DistortedSetException(place + ": a name and two numbers were expected, not " + row, e);
        } catch (IllegalArgumentException e) {
            throw new DistortedSetException(place + ": " + e.getMessage(), e);
        }
    }

    /** The mean score of a cell; empty where no label was read for it. */
    public OptionalDouble score(Distortion distortion, int level) {
        return of(scores, distortion, level);
    }

    /** The mean over the cell's pictures of the opinions' standard deviation; empty where no label was read for it. */
    public OptionalDouble deviation(Distortion distortion, int level) {
        return of(deviations, distortion, level);
    }

    /** These scores, and in the cells that have none those of {@code estimates}; deviations stay unknown there. */
    CellScores completedBy(ToDoubleBiFunction<Distortion, Integer> estimates) {
        CellScores completed = new CellScores(means(), deviations.length == 0 ? means() : deviations);
        for (Distortion distortion : Distortion.values()) {
            for (int level = 1; level <= Distortion.LEVELS; level++) {
                int cell = level;
                double score = score(distortion, level).orElseGet(() -> estimates.applyAsDouble(distortion, cell));
                completed.scores[distortion.number()][level].add(score);
            }
        }
        return completed;
    }

    private static OptionalDouble of(Mean[][] means, Distortion distortion, int level) {
        return means.length == 0 ? OptionalDouble.empty() : means[distortion.number()][level].value();
    }

    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        OptionalDouble value() {
            return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
        }
    }
}
