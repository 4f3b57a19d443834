package io.msliqa.spark.report;

import io.msliqa.scale.QualityScale;
import io.msliqa.spark.nightly.NightResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * One of the worst pictures of a night.
 *
 * @param picture a thumbnail as a data URI; empty if the picture cannot be read any more
 * @param box where the worst patch lies in it, as CSS; empty if it is all of it
 * @param score to read
 * @param name the end of its path
 * @param path all of it
 * @param patch where the worst patch lies, in pixels
 */
record WorstPicture(
        Optional<String> picture, Optional<String> box, String score, String name, String path, String patch) {

    private static final int THUMBNAIL = 360;

    /** All that the night has, the worst first; read through the file systems' settings. */
    static List<WorstPicture> all(NightResult result, Configuration hadoop) {
        return of(result, result.worst(), hadoop);
    }

    /** Some of the night's pictures, in their order. */
    static List<WorstPicture> of(NightResult result, List<Row> rows, Configuration hadoop) {
        QualityScale scale = result.night().stack().scale();
        Thumbnails thumbnails = new Thumbnails(hadoop, THUMBNAIL);
        List<WorstPicture> pictures = new ArrayList<>();
        for (Row row : rows) {
            String image = row.<String>getAs("image").replaceFirst("^file:/+", "/");
            pictures.add(new WorstPicture(
                    thumbnails.of(row.getAs("image")),
                    box(row),
                    scale.textOfPoints(scale.points(row.<Double>getAs("score"))),
                    image.replaceFirst("^.*/([^/]+/[^/]+)$", "$1"),
                    image,
                    box(row).map(box -> patch(row)).orElse("")));
        }
        return pictures;
    }

    /** Where the worst patch lies, in percent of the picture; empty if it is all of it. */
    private static Optional<String> box(Row row) {
        Row patch = row.getAs("worst_patch");
        double width = row.<Integer>getAs("width");
        double height = row.<Integer>getAs("height");
        double x = Math.max(0, patch.<Integer>getAs("x"));
        double y = Math.max(0, patch.<Integer>getAs("y"));
        double right = Math.min(width, patch.<Integer>getAs("x") + patch.<Integer>getAs("width"));
        double bottom = Math.min(height, patch.<Integer>getAs("y") + patch.<Integer>getAs("height"));
        boolean all = x == 0 && y == 0 && right == width && bottom == height;
        return all
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "left:%.1f%%;top:%.1f%%;width:%.1f%%;height:%.1f%%",
                        100 * x / width,
                        100 * y / height,
                        100 * (right - x) / width,
                        100 * (bottom - y) / height));
    }

    private static String patch(Row row) {
        Row patch = row.getAs("worst_patch");
        return String.format(
                Locale.ROOT,
                "worst part: %d × %d at %d, %d",
                patch.<Integer>getAs("width"),
                patch.<Integer>getAs("height"),
                patch.<Integer>getAs("x"),
                patch.<Integer>getAs("y"));
    }
}
