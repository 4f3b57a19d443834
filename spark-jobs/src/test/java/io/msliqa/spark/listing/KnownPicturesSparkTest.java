package io.msliqa.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a list says of its pictures is believed: nobody asks the storage, which here is not even there. */
class KnownPicturesSparkTest {

    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir
    Path folder;

    private List<CorpusRow> list(Path manifest) {
        return new ImageLister(SharedSpark.session(), Settings.defaults().listing())
                .list(new Inputs(List.of(), List.of(manifest.toString()), List.of()));
    }

    @Test
    void aTableWithLengthAndTimeIsBelieved() throws Exception {
        Path table = folder.resolve("list.parquet");
        SharedSpark.session()
                .sql(
                        "VALUES ('/nowhere/a.jpg', 17L, timestamp '2026-03-04 05:06:07Z', 'abc'), ('/nowhere/b.jpg', NULL, NULL, '')"
                                + " AS t(image, bytes, modified, etag)")
                .coalesce(1)
                .write()
                .parquet(table.toString());

        List<CorpusRow> rows = list(table);

        assertThat(rows.get(0)).isEqualTo(CorpusRow.of("file:/nowhere/a.jpg", 17, TIME, "abc"));
        assertThat(rows.get(1).reason()).isEqualTo("MISSING");
    }

    @Test
    void soIsATableOfTextAndWhatSaysNothingIsAskedFor() throws Exception {
        Path table = folder.resolve("list.csv");
        Files.write(
                table,
                List.of(
                        "path,size,last_modified,etag",
                        "/nowhere/a.jpg,17,2026-03-04T05:06:07Z,abc",
                        "/nowhere/b.jpg,17,2026-03-04 05:06:07,",
                        "/nowhere/c.jpg,17,2026-03-04T06:06:07+01:00,",
                        "/nowhere/d.jpg,512x512,2026-03-04T05:06:07Z,",
                        "/nowhere/e.jpg,17,yesterday,"));

        List<CorpusRow> rows = list(table);

        assertThat(rows.subList(0, 3))
                .containsExactly(
                        CorpusRow.of("file:/nowhere/a.jpg", 17, TIME, "abc"),
                        CorpusRow.of("file:/nowhere/b.jpg", 17, TIME, ""),
                        CorpusRow.of("file:/nowhere/c.jpg", 17, TIME, ""));
        assertThat(rows.subList(3, 5)).allMatch(row -> row.reason().equals("MISSING"));
    }

    /** What a list of so many rows hands over when it remembers only so few of them, and what it finds again. */
    private List<List<String>> handedOver(String rows, long few) {
        Path table = folder.resolve("twice-" + few + ".parquet");
        SharedSpark.session()
                .sql("SELECT image, 17L AS bytes, modified, etag FROM VALUES " + rows + " AS t(image, modified, etag)")
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(table.toString());
        List<String> first = new ArrayList<>();
        List<String> again = new ArrayList<>();
        new ImageLister(SharedSpark.session(), Settings.defaults().listing(), few)
                .list(
                        new Inputs(List.of(), List.of(table.toString()), List.of()),
                        file -> first.add(file.image() + " " + file.etag()),
                        file -> again.add(file.image() + " " + file.etag()));
        return List.of(first, again);
    }

    @Test
    void whatALongTableNamesTwiceIsHandedOverOnce() {
        String time = "timestamp '2026-03-04 05:06:07Z'";
        String rows =
                "('/a', T, 'x'), ('/b', T, 'x'), ('/c', T, 'x'), ('/a', T, 'x'), ('/a', T, 'y'), ('file:/b', T, 'x'),"
                        + " ('/d', T, 'x'), ('/a', T, 'x'), ('/d', T, 'x'), ('ftp:/e', T, 'x')";
        List<List<String>> expected = List.of(
                List.of("file:/a x", "file:/b x", "file:/c x", "file:/a y", "file:/d x", "ftp:/e "),
                List.of("file:/a x", "file:/b x", "file:/a x", "file:/d x"));
        String known = rows.replace(", ('ftp:/e', T, 'x')", "").replace("T", time);

        for (long few : new long[] {1, 2, 3, 1000}) {
            assertThat(handedOver(rows.replace("T", time), few))
                    .as("few = " + few)
                    .isEqualTo(expected);
            assertThat(handedOver(known, few))
                    .as("few = " + few)
                    .isEqualTo(List.of(expected.get(0).subList(0, 5), expected.get(1)));
        }
    }

    private static String object(String key, boolean latest, long bytes) {
        return String.format(
                Locale.ROOT,
                "\"archive\",\"%s\",\"%s\",\"false\",\"%d\",\"2026-03-04T05:06:07.000Z\",\"abc\"",
                key,
                latest,
                bytes);
    }

    @Test
    void anInventoryOfS3IsReadInItsFormatsWithKeysAsTheyAre() throws Exception {
        Files.write(
                folder.resolve("data.csv"),
                List.of(object("a%2F%2Fb+c.jpg", true, 17), object("old.jpg", false, 17), object("folder/", true, 0)));
        Path manifest = Files.writeString(
                folder.resolve("manifest.json"),
                "{\"sourceBucket\": \"archive\", \"destinationBucket\": \"arn:aws:s3:::lists\", \"fileFormat\": \"CSV\","
                        + " \"fileSchema\": \"Bucket, Key, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag\","
                        + " \"files\": [{\"key\": \"data.csv\", \"size\": 1}]}");
        CorpusRow expected = CorpusRow.of("s3a://archive/a//b c.jpg", 17, TIME, "\"abc\"");

        assertThat(list(manifest)).containsExactly(expected);

        SharedSpark.session()
                .sql("SELECT 'archive' AS bucket, 'a//b c.jpg' AS key, 17L AS size,"
                        + " timestamp '2026-03-04 05:06:07Z' AS last_modified_date, 'abc' AS e_tag")
                .write()
                .parquet(folder.resolve("parquet").toString());
        String file;
        try (Stream<Path> files = Files.list(folder.resolve("parquet"))) {
            file = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(
                manifest,
                "{\"destinationBucket\": \"lists\", \"fileFormat\": \"Parquet\", \"files\": [{\"key\": \"parquet/"
                        + file + "\"}]}");

        assertThat(list(manifest)).containsExactly(expected);
    }
}
