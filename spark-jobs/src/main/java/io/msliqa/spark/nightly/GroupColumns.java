package io.msliqa.spark.nightly;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.msliqa.spark.rows.ScoreColumns;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;

/** To which group a row of the score table belongs. */
final class GroupColumns {

    /** Of what is not known. */
    static final String UNKNOWN = "(unknown)";

    private static final double[] MEGAPIXELS = {0.1, 0.5, 2, 8, 32};

    private GroupColumns() {}

    /** Where patterns begin to be patterns. */
    private static final String GLOB = "[*?\\[{].*";

    /**
     * The folder below the input; "." for the input itself.
     *
     * @param inputs folders, files and patterns
     */
    static Column folder(List<String> inputs, Configuration hadoop) {
        Column path = col(ScoreColumns.IMAGE);
        Column relative = path;
        List<String> roots = inputs.stream()
                .map(input -> root(input, hadoop))
                .distinct()
                .sorted(Comparator.comparingInt(String::length))
                .toList();
        for (String root : roots) {
            relative = when(path.startsWith(root), path.substr(lit(root.length() + 1), lit(Integer.MAX_VALUE)))
                    .otherwise(relative);
        }
        Column folder = regexp_extract(relative, "^(.*)/[^/]*$", 1);
        return when(folder.equalTo(""), ".").otherwise(folder);
    }

    private static String root(String input, Configuration hadoop) {
        String place = input.replaceFirst("[^/]*" + GLOB, "");
        try {
            Path path = new Path(place.isEmpty() ? "." : place);
            String whole = path.getFileSystem(hadoop).makeQualified(path).toString();
            boolean isFolder = !place.equals(input)
                    || path.getFileSystem(hadoop).getFileStatus(path).isDirectory();
            return isFolder ? whole.replaceFirst("/*$", "/") : whole.replaceFirst("[^/]*$", "");
        } catch (java.io.IOException | IllegalArgumentException e) {
            // A folder of a night long ago may be gone; its pictures are grouped by what they were below it.
            return place.replaceFirst("/*$", "/");
        }
    }

    /** The beginning of the file's name. */
    static Column prefix() {
        Column name = substring_index(col(ScoreColumns.IMAGE), "/", -1);
        Column prefix = regexp_extract(name, "^([^0-9._-]+)", 1);
        return when(prefix.equalTo(""), "(none)").otherwise(prefix);
    }

    /** Classes of megapixels. */
    static Column size() {
        Column pixels = col(ScoreColumns.WIDTH).cast("long").multiply(col(ScoreColumns.HEIGHT));
        Column size = lit("over " + text(MEGAPIXELS[MEGAPIXELS.length - 1]) + " MP");
        for (int i = MEGAPIXELS.length - 1; i >= 0; i--) {
            String name = i == 0
                    ? "under " + text(MEGAPIXELS[0]) + " MP"
                    : text(MEGAPIXELS[i - 1]) + " to " + text(MEGAPIXELS[i]) + " MP";
            size = when(pixels.lt(MEGAPIXELS[i] * 1e6), name).otherwise(size);
        }
        return when(pixels.isNull(), UNKNOWN).otherwise(size);
    }

    /** Maker and model, without the maker's name where the model begins with it. */
    static Column camera() {
        Column make = coalesce(col(ScoreColumns.CAMERA_MAKE), lit(""));
        Column model = coalesce(col(ScoreColumns.CAMERA_MODEL), lit(""));
        Column whole = when(lower(model).startsWith(lower(make)), model).otherwise(trim(concat_ws(" ", make, model)));
        return when(whole.equalTo(""), UNKNOWN).otherwise(whole);
    }

    /** The month a picture was taken in: 2024-05. */
    static Column month() {
        return known(col(ScoreColumns.TAKEN).substr(1, 7));
    }

    /** A text, or that it is not known. */
    static Column known(Column text) {
        return coalesce(text, lit(UNKNOWN));
    }

    private static String text(double megapixels) {
        return megapixels == Math.rint(megapixels) ? Long.toString((long) megapixels) : Double.toString(megapixels);
    }

    /** What a map of pictures says of each. */
    static Column looked(Column map) {
        Column value = element_at(map, col(ScoreColumns.IMAGE));
        return when(value.isNull(), UNKNOWN).otherwise(value);
    }
}
