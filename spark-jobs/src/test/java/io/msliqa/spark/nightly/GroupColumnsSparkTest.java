package io.msliqa.spark.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.settings.GroupBy;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupColumnsSparkTest {

    private static final StructType SCHEMA = new StructType()
            .add(ScoreColumns.CAMERA_MAKE, DataTypes.StringType)
            .add(ScoreColumns.CAMERA_MODEL, DataTypes.StringType)
            .add(ScoreColumns.LENS, DataTypes.StringType)
            .add(ScoreColumns.TAKEN, DataTypes.StringType)
            .add(ScoreColumns.ORIENTATION, DataTypes.IntegerType);

    @ParameterizedTest
    @CsvSource({
        "camera, Canon EOS R5, NIKON Z 6, (unknown)",
        "lens, 50mm, (unknown), (unknown)",
        "taken, 2024-05, 2023-12, (unknown)",
        "orientation, 6, 1, (unknown)"
    })
    void picturesAreGroupedByWhatExifTells(String by, String first, String second, String third) {
        Dataset<Row> rows = SharedSpark.session()
                .createDataFrame(
                        List.of(
                                RowFactory.create("Canon", "Canon EOS R5", "50mm", "2024-05-01T10:00:00+02:00", 6),
                                RowFactory.create("NIKON", "Z 6", null, "2023-12-31T23:59:59", 1),
                                RowFactory.create(null, null, null, null, null)),
                        SCHEMA);

        Grouping grouping = Grouping.all(List.of(GroupBy.parse(by)), List.of(), rows, new Configuration())
                .get(0);

        assertThat(grouping.title()).isEqualTo(by);
        assertThat(grouping.isKnownOfFailures()).isFalse();
        assertThat(rows.select(grouping.group()).collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly(first, second, third);
    }

    /** Else every page of an archive without EXIF would have a table with one line, "(unknown)". */
    @Test
    void whatIsKnownOfNoPictureGroupsNone() {
        Dataset<Row> rows = SharedSpark.session()
                .createDataFrame(
                        List.of(
                                RowFactory.create(null, null, "50mm", null, null),
                                RowFactory.create("", null, null, null, null)),
                        SCHEMA);
        List<GroupBy> by = Stream.of("camera", "lens", "taken", "orientation")
                .map(GroupBy::parse)
                .toList();

        assertThat(Grouping.all(by, List.of(), rows, new Configuration()))
                .extracting(Grouping::title)
                .containsExactly("lens");
        assertThat(Grouping.all(by, List.of(), rows.limit(0), new Configuration()))
                .extracting(Grouping::title)
                .containsExactly("");
    }
}
