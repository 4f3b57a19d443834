package io.msliqa.quality.distortion;

import io.msliqa.quality.table.Columns;
import io.msliqa.quality.table.Field;
import io.msliqa.quality.table.TableFormat;
import io.msliqa.quality.table.TableOption;
import io.msliqa.quality.table.TableRow;
import io.msliqa.quality.table.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people thought of each (type, level) cell on average: 1 (very annoying) to 5 (imperceptible).
 *
 * <p>The cell explains most of an opinion (89 % of the variance of KADID-10k's own opinions), so its mean is a fair label
 * for the same distortion of another picture.
 */
public final class CellOpinions {

    /** Knows no opinion; sets get empty labels. */
    public static final CellOpinions NONE = new CellOpinions(new Mean[0][0], new Mean[0][0]);

    private static final Pattern NAME = Pattern.compile("(?i)i\\d+_(\\d+)_(\\d+)\\.\\w+");

    /** The names of pictures that belong to no cell: references, and pictures that were distorted twice. */
    private static final Pattern OF_NO_CELL = Pattern.compile("(?i)i\\d+(_\\d+_\\d+_\\d+_\\d+)?\\.\\w+");

    private static final Columns COLUMNS = Columns.OPINIONS.orElse(Field.DEVIATION, "var");

    private static final Set<Distortion> TONES = EnumSet.of(
            Distortion.BRIGHTEN,
            Distortion.DARKEN,
            Distortion.MEAN_SHIFT,
            Distortion.CONTRAST_CHANGE,
            Distortion.UNDEREXPOSURE,
            Distortion.FADING);

    private final Mean[][] opinions;
    private final Mean[][] deviations;

    private CellOpinions(Mean[][] opinions, Mean[][] deviations) {
        this.opinions = opinions;
        this.deviations = deviations;
    }

    /**
     * Averages KADID-10k's labels over the reference pictures.
     *
     * @param labels a table as {@link TextTable} reads it, with the columns {@code dist_img}, {@code dmos} and maybe
     *     {@code var} under these or other usual names; KADID-10k's "var" is a standard deviation, and may be empty
     * @throws io.msliqa.UserException if a column lacks or a row cannot be read, naming file and line
     * @throws IOException if the file cannot be read
     */
    public static CellOpinions read(Path labels) throws IOException {
        CellOpinions cells = new CellOpinions(means(), means());
        try (TextTable table =
                TextTable.open(Files.newInputStream(labels), labels.toString(), TableOption.usual(COLUMNS))) {
            table.forEachRemaining(cells::add);
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

    private void add(TableRow row) {
        String image = row.text(Field.IMAGE);
        if (OF_NO_CELL.matcher(image).matches()) {
            return;
        }
        Matcher matcher = NAME.matcher(image);
        if (!matcher.matches()) {
            throw new DistortedSetException(row.place() + ": '" + image + "' is no name like I01_08_03.png");
        }
        try {
            int type = Distortion.numbered(Integer.parseInt(matcher.group(1))).number();
            int level = Integer.parseInt(matcher.group(2));
            Distortion.numbered(type).strength(level);
            opinions[type][level].add(number(row, Field.OPINION));
            if (!row.text(Field.DEVIATION).isBlank()) {
                deviations[type][level].add(number(row, Field.DEVIATION));
            }
        } catch (IllegalArgumentException e) {
            throw new DistortedSetException(row.place() + ": " + e.getMessage(), e);
        }
    }

    private static double number(TableRow row, Field field) {
        double number = TableFormat.FOUND.number(row.text(field));
        if (Double.isNaN(number)) {
            throw new IllegalArgumentException("the " + field.key() + " '" + row.text(field) + "' is no number");
        }
        return number;
    }

    /** The mean opinion of a cell, or one that stands for it; empty where no label was read for either. */
    public OptionalDouble opinion(Distortion distortion, int level) {
        return distortion.isJudgedAsDarkened() && !isJudged(distortion, level)
                ? darkened(distortion.strength(level))
                : of(opinions, distortion, level);
    }

    /** The opinion of a strength of darkening, between two levels on the line between theirs. */
    private OptionalDouble darkened(double strength) {
        int above = 1;
        while (Distortion.DARKEN.strength(above) < strength) {
            above++;
        }
        OptionalDouble to = of(opinions, Distortion.DARKEN, above);
        double reached = Distortion.DARKEN.strength(above);
        if (reached == strength || to.isEmpty()) {
            return to;
        }
        OptionalDouble from = of(opinions, Distortion.DARKEN, above - 1);
        double begun = Distortion.DARKEN.strength(above - 1);
        double share = (strength - begun) / (reached - begun);
        return from.isEmpty() ? from : OptionalDouble.of(from.getAsDouble() * (1 - share) + to.getAsDouble() * share);
    }

    /** Whether people have given opinions of this very cell. */
    boolean isJudged(Distortion distortion, int level) {
        return of(opinions, distortion, level).isPresent();
    }

    /** The mean over the cell's pictures of the opinions' standard deviation; empty where no label was read for it. */
    public OptionalDouble deviation(Distortion distortion, int level) {
        return of(deviations, distortion, level);
    }

    /**
     * These opinions, and in the cells that have none those of {@code estimates}; deviations stay unknown there.
     *
     * @param mix weight of the estimates, from 0 to 1, beside the opinions; brightness and contrast, of which measures say
     *     other than people, keep these alone
     */
    CellOpinions completedBy(ToDoubleBiFunction<Distortion, Integer> estimates, double mix) {
        CellOpinions completed = new CellOpinions(means(), deviations.length == 0 ? means() : deviations);
        for (Distortion distortion : Distortion.values()) {
            for (int level = 1; level <= Distortion.LEVELS; level++) {
                int cell = level;
                OptionalDouble own = opinion(distortion, level);
                double weight = own.isEmpty() ? 1 : TONES.contains(distortion) ? 0 : mix;
                double estimate = weight > 0 ? estimates.applyAsDouble(distortion, cell) : 0;
                completed.opinions[distortion.number()][level].add((1 - weight) * own.orElse(0) + weight * estimate);
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
