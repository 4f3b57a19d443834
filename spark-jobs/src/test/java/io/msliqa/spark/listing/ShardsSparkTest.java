package io.msliqa.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in tar files and in Parquet files is listed by name and place, and read from there, byte for byte. */
class ShardsSparkTest {

    @TempDir
    Path folder;

    private List<CorpusRow> list(Map<String, String> settings, String... places) {
        return new ImageLister(
                        SharedSpark.session(),
                        Settings.load(List.of(), settings).listing())
                .list(new Inputs(List.of(places), List.of(), List.of()));
    }

    private static ShardReader reader() {
        return new ShardReader(new Configuration(), new ShardRules(Set.of(), ""));
    }

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void tar(Path file, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                TarArchiveEntry header = new TarArchiveEntry(entry.getKey());
                header.setSize(entry.getValue().length);
                tar.putArchiveEntry(header);
                tar.write(entry.getValue());
                tar.closeArchiveEntry();
            }
        }
    }

    @Test
    void filesOfATarAreReadFromTheirPlacesInAnyOrder() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("./0001.jpg", bytes(1, 1));
        entries.put("0002.jpg", bytes(512, 2));
        entries.put("deep/" + "long".repeat(60) + ".jpg", bytes(100_000, 3));
        entries.put("0003.cls", "7".getBytes(StandardCharsets.UTF_8));
        entries.put("empty.jpg", new byte[0]);
        entries.put("last.JPG", bytes(5000, 4));
        Path shard = folder.resolve("shard-000.tar");
        tar(shard, entries);

        List<CorpusRow> jpegs = list(Map.of("listing.extensions", "[jpg]"), folder.toString());
        List<CorpusRow> all = list(Map.of(), shard.toString());

        assertThat(all).hasSize(6);
        assertThat(jpegs).extracting(CorpusRow::image).hasSize(5).noneMatch(image -> image.endsWith(".cls"));
        assertThat(all.get(0).image()).isEqualTo("file:" + shard + "!/0001.jpg");
        try (ShardReader reader = reader()) {
            for (int i : new int[] {2, 0, 1, 3, 5, 4}) {
                byte[] expected = List.copyOf(entries.values()).get(i);
                assertThat(all.get(i).bytes()).isEqualTo(expected.length);
                assertThat(reader.read(all.get(i), 1 << 20)).isEqualTo(expected);
            }
            assertThat(reader.read(all.get(2), 10)).hasSize(10);
        }
    }

    @Test
    void aNameThatComesTwiceIsTwoPicturesAndALinkIsARow() throws IOException {
        Path shard = folder.resolve("odd.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(shard))) {
            for (int i = 0; i < 2; i++) {
                TarArchiveEntry header = new TarArchiveEntry("a.jpg");
                header.setSize(1);
                tar.putArchiveEntry(header);
                tar.write(i);
                tar.closeArchiveEntry();
            }
            tar.putArchiveEntry(new TarArchiveEntry("link.jpg", TarArchiveEntry.LF_SYMLINK));
            tar.closeArchiveEntry();
            for (String target : List.of("./a.jpg", "gone.jpg")) {
                TarArchiveEntry same = new TarArchiveEntry("of-" + target.replace("./", ""), TarArchiveEntry.LF_LINK);
                same.setLinkName(target);
                tar.putArchiveEntry(same);
                tar.closeArchiveEntry();
            }
            tar.putArchiveEntry(new TarArchiveEntry("folder/"));
            tar.closeArchiveEntry();
        }

        List<CorpusRow> rows = list(Map.of(), shard.toString());

        assertThat(rows)
                .extracting(row -> row.image().replaceFirst(".*!", "") + row.reason())
                .containsExactly(
                        "/a.jpg", "2/a.jpg", "/link.jpgUNSUPPORTED_FORMAT", "/of-a.jpg", "/of-gone.jpgMISSING");
        try (ShardReader reader = reader()) {
            assertThat(reader.read(rows.get(1), 9)).containsExactly(1);
            assertThat(reader.read(rows.get(3), 9)).isEqualTo(reader.read(rows.get(0), 9));
        }
    }

    @Test
    void aDamagedTarKeepsWhatComesBeforeAndSaysSo() throws IOException {
        Path shard = folder.resolve("cut.tar");
        tar(shard, Map.of("a.jpg", bytes(2000, 1)));
        byte[] whole = Files.readAllBytes(shard);
        // A header, four blocks of the file, and then no header but noise.
        byte[] damaged = bytes(512 * 8, 3);
        System.arraycopy(whole, 0, damaged, 0, 512 * 5);
        Files.write(shard, damaged);
        Files.createFile(folder.resolve("empty.tar"));
        Files.write(folder.resolve("no.parquet"), bytes(100, 5));

        assertThat(list(Map.of(), folder.toString()))
                .extracting(row -> row.image().replaceFirst(".*/", "") + " " + row.reason())
                .containsExactly("a.jpg ", "cut.tar CORRUPT", "empty.tar EMPTY", "no.parquet UNREADABLE");
    }

    @Test
    void aShardThatChangedSinceItWasListedIsNotRead() throws IOException {
        Path shard = folder.resolve("shard.tar");
        tar(shard, Map.of("a.jpg", bytes(10, 1)));
        CorpusRow entry = list(Map.of(), shard.toString()).get(0);
        Files.setLastModifiedTime(shard, FileTime.from(Instant.now().plusSeconds(10)));

        try (ShardReader reader = reader()) {
            assertThatThrownBy(() -> reader.read(entry, 100)).hasMessageContaining("changed since it was listed");
        }
    }

    @Test
    void rowsOfAParquetFileAreReadByTheirNumber() throws IOException {
        StructType image = new StructType().add("bytes", DataTypes.BinaryType).add("path", DataTypes.StringType);
        StructType schema = new StructType().add("label", DataTypes.StringType).add("image", image);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(RowFactory.create("x", RowFactory.create(i == 7 ? null : bytes(1000 + i, i), "p" + i)));
        }
        Path written = folder.resolve("written");
        SharedSpark.session()
                .createDataFrame(rows, schema)
                .coalesce(1)
                .write()
                .option("parquet.block.size", "50000")
                .option("parquet.page.size.row.check.min", "10")
                .option("parquet.block.size.row.check.min", "10")
                .option("parquet.block.size.row.check.max", "10")
                .parquet(written.toString());
        Path shard = Files.move(only(written, ".parquet"), folder.resolve("pictures.parquet"));

        List<CorpusRow> entries = list(Map.of(), shard.toString());

        assertThat(entries).hasSize(300);
        assertThat(entries.get(299).image()).isEqualTo("file:" + shard + "!/299");
        try (ShardReader reader = reader()) {
            for (int i : new int[] {0, 1, 7, 120, 121, 299, 5, 298}) {
                byte[] expected = i == 7 ? new byte[0] : bytes(1000 + i, i);
                assertThat(reader.read(entries.get(i), 1 << 20)).isEqualTo(expected);
            }
        }
        assertThat(list(Map.of("listing.parquet-column", "image.bytes"), shard.toString()))
                .isEqualTo(entries);
        assertThat(list(Map.of("listing.parquet-column", "picture"), shard.toString()))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.message()).contains("'picture'", "image.bytes", "listing.parquet-column"));
    }

    private static Path only(Path folder, String extension) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
