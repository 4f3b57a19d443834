package io.msliqa.spark.nightly;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.msliqa.scale.QualityScale;
import io.msliqa.spark.nightly.checks.GroupedNights;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.settings.GroupBy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A way to group pictures.
 *
 * @param title what reports and the settings of groups call it; empty if all pictures are one group
 * @param group the group's name, of rows that {@link #with} has seen
 * @param isKnownOfFailures whether it is known of a picture that could not be opened, too
 * @param manifest where the groups stand if they are a column of manifests
 */
public record Grouping(String title, Column group, boolean isKnownOfFailures, Optional<ManifestColumn> manifest) {

    /** What some archives know of no picture: EXIF may be missing, and not every model tells causes. */
    private static final Set<GroupBy.Kind> OFTEN_UNKNOWN = EnumSet.of(
            GroupBy.Kind.CAMERA, GroupBy.Kind.LENS, GroupBy.Kind.TAKEN, GroupBy.Kind.ORIENTATION, GroupBy.Kind.CAUSE);

    /**
     * All that the settings name, in their order; without any, the one that takes all pictures together.
     *
     * @param inputs of all nights that are looked at
     * @param rows of all nights that are looked at; groupings by what is known of none of their pictures are left out
     */
    static List<Grouping> all(List<GroupBy> by, List<String> inputs, Dataset<Row> rows, Configuration hadoop) {
        List<String> places = inputs.stream().distinct().toList();
        Set<GroupBy> unknown = unknown(by, places, rows, hadoop);
        List<Grouping> groupings = by.stream()
                .filter(one -> !unknown.contains(one))
                .map(one -> of(one, places, hadoop))
                .toList();
        return groupings.isEmpty() ? List.of(new Grouping("", lit(""), true, Optional.empty())) : groupings;
    }

    private static Set<GroupBy> unknown(
            List<GroupBy> by, List<String> inputs, Dataset<Row> rows, Configuration hadoop) {
        List<GroupBy> some =
                by.stream().filter(one -> OFTEN_UNKNOWN.contains(one.kind())).toList();
        if (some.isEmpty()) {
            return Set.of();
        }
        Column[] known = some.stream()
                .map(one -> max(of(one, inputs, hadoop).group().notEqual(GroupColumns.UNKNOWN)))
                .toArray(Column[]::new);
        Row any = rows.select(known).first();
        return IntStream.range(0, some.size())
                .filter(place -> any.isNullAt(place) || !any.getBoolean(place))
                .mapToObj(some::get)
                .collect(Collectors.toSet());
    }

    private static Grouping of(GroupBy by, List<String> inputs, Configuration hadoop) {
        String title = by.title();
        return switch (by.kind()) {
            case FOLDER -> new Grouping(title, GroupColumns.folder(inputs, hadoop), true, Optional.empty());
            case PREFIX -> new Grouping(title, GroupColumns.prefix(), true, Optional.empty());
            case FORMAT ->
                new Grouping(
                        title, coalesce(col(ScoreColumns.FORMAT), lit(GroupColumns.UNKNOWN)), false, Optional.empty());
            case CAUSE -> new Grouping(title, GroupColumns.known(col(title).cast("string")), false, Optional.empty());
            case SIZE -> new Grouping(title, GroupColumns.size(), false, Optional.empty());
            case CAMERA -> new Grouping(title, GroupColumns.camera(), false, Optional.empty());
            case LENS -> new Grouping(title, GroupColumns.known(col(ScoreColumns.LENS)), false, Optional.empty());
            case TAKEN -> new Grouping(title, GroupColumns.month(), false, Optional.empty());
            case ORIENTATION ->
                new Grouping(
                        title,
                        GroupColumns.known(col(ScoreColumns.ORIENTATION).cast("string")),
                        false,
                        Optional.empty());
            case COLUMN -> {
                ManifestColumn manifest = new ManifestColumn(inputs, by.column());
                Column group = coalesce(col("`" + manifest.added() + "`"), lit(GroupColumns.UNKNOWN));
                yield new Grouping(title, group, true, Optional.of(manifest));
            }
        };
    }

    /** The rows with all that {@link #group} needs. */
    public Dataset<Row> with(Dataset<Row> rows) {
        return manifest.map(column -> column.add(rows)).orElse(rows);
    }

    /**
     * Reads what a score table holds of several nights.
     *
     * @param rows of nights, with their names
     * @param tonight its largest groups are kept beside the largest of the others
     * @param most how many groups are kept; smaller ones are taken together
     */
    GroupedNights nights(Dataset<Row> rows, String tonight, QualityScale scale, int most) {
        Dataset<Row> all = with(rows);
        List<String> groups = new ArrayList<>();
        for (Dataset<Row> part : List.of(
                all.filter(all.col(NightPictures.NIGHT).notEqual(tonight)),
                all.filter(all.col(NightPictures.NIGHT).equalTo(tonight)))) {
            NightPictures.largest(part, group, most).stream()
                    .filter(name -> !groups.contains(name))
                    .forEach(groups::add);
        }
        return new GroupedNights(
                title,
                NightPictures.scores(all, group, scale, groups),
                isKnownOfFailures ? NightPictures.tallies(all, group, groups) : Map.of());
    }
}
