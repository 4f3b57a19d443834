package io.msliqa.spark.cli;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.scoring.RunRecord;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.ScoreTable;
import io.msliqa.spark.store.TableWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes a table of many pictures and a list of the same, and measures runs of {@code submit/msliqa} that find nothing to do, and
 * a thousand new pictures. Takes minutes, and some 110 bytes of disk for each row: not one of the tests, but {@code make
 * state-test}.
 */
class StateRuns {

    private static final long ROWS = Long.getLong("rows", 1_000_000);
    private static final String MEMORY = System.getProperty("memory", "3g");
    private static final int WAVES = 10;
    private static final int NEW = 1_000;

    /** So many the list names twice. */
    private static final int TWICE = 10;

    /** One of so many has no score. */
    private static final int FAILS = 50;

    /** What the list says of a picture. */
    private static final List<String> LISTED =
            List.of(ScoreColumns.IMAGE, ScoreColumns.BYTES, ScoreColumns.MODIFIED, ScoreColumns.ETAG);

    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.session();

    @Test
    void whatIsDoneIsFoundAndNothingElse() throws Exception {
        Path pictures = folder.resolve("pictures");
        TestPictures.write(pictures.resolve("first.png"), 32, 32, 1);
        run(pictures.toString());
        try (SharedSpark.Compiling compiling = SharedSpark.compiling()) {
            writeTable();
            writeList(pictures(0, ROWS).union(pictures(0, TWICE)));
        }

        RunRecord nothing = run("--manifest", list());

        assertThat(nothing.discovered()).isEqualTo(ROWS);
        assertThat(nothing.skipped()).isEqualTo(ROWS);
        assertThat(nothing.stillFailed()).isEqualTo(ROWS / FAILS);
        assertThat(nothing.repeated()).isEqualTo(TWICE);

        writeList(newPictures());
        RunRecord some = run("--manifest", list());

        assertThat(some.discovered()).isEqualTo(ROWS + NEW);
        assertThat(some.skipped()).isEqualTo(ROWS);
        assertThat(some.scored()).isEqualTo(NEW);
    }

    private String table() {
        return folder.resolve("table").toString();
    }

    private String list() {
        return folder.resolve("list.parquet").toString();
    }

    /** As an S3 storage would list them. */
    private Dataset<Row> pictures(long from, long to) {
        return spark.range(from, to, 1, 4)
                .select(
                        expr("format_string('s3a://archive/2026/%05d/%09d.jpg', id div 1000, id)")
                                .as(ScoreColumns.IMAGE),
                        expr("100000 + id % 900000").as(ScoreColumns.BYTES),
                        expr("timestamp_seconds(1700000000 + id div 10)").as(ScoreColumns.MODIFIED),
                        expr("concat('\"', lower(hex(xxhash64(id))), '\"')").as(ScoreColumns.ETAG),
                        col("id"));
    }

    /** Waves of rows as the first run has written one. */
    private void writeTable() {
        ScoreTable table = ScoreTable.existing(spark, table());
        Row first = table.read().head();
        Dataset<Row> others = spark.createDataFrame(List.of(first), table.read().schema())
                .drop(
                        ScoreColumns.IMAGE,
                        ScoreColumns.BYTES,
                        ScoreColumns.MODIFIED,
                        ScoreColumns.ETAG,
                        ScoreTable.WAVE);
        Column fails = expr("id % " + FAILS + " = 0");
        Column[] columns = Arrays.stream(ScoreColumns.SCHEMA.fields())
                .map(field -> switch (field.name()) {
                    case ScoreColumns.STATUS -> when(fails, ScoreColumns.FAILED).otherwise(ScoreColumns.SCORED);
                    case ScoreColumns.REASON -> when(fails, "CORRUPT");
                    case ScoreColumns.SCORE -> when(fails, lit(null)).otherwise(expr("1 + 4 * rand(1)"));
                    default ->
                        field.nullable() && !LISTED.contains(field.name())
                                ? when(fails, lit(null)).otherwise(col(field.name()))
                                : col(field.name());
                })
                .toArray(Column[]::new);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = columns[i].as(ScoreColumns.SCHEMA.fieldNames()[i]);
        }
        try (TableWriter writer = table.writer("generated", Settings.defaults().storage())) {
            for (int wave = 0; wave < WAVES; wave++) {
                long from = ROWS * wave / WAVES;
                long to = ROWS * (wave + 1) / WAVES;
                writer.write(pictures(from, to).crossJoin(broadcast(others)).select(columns), to - from);
            }
        }
    }

    private void writeList(Dataset<Row> pictures) {
        pictures.drop("id").write().mode("append").parquet(list());
    }

    private Dataset<Row> newPictures() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < NEW; i++) {
            Path file = folder.resolve("new/" + i + ".png");
            TestPictures.write(file, 32, 32, i);
            rows.add(String.format(
                    Locale.ROOT,
                    "('%s', %dL, timestamp_millis(%d), '')",
                    file,
                    Files.size(file),
                    Files.getLastModifiedTime(file).toMillis()));
        }
        return spark.sql("SELECT * FROM VALUES " + String.join(", ", rows) + " AS t(image, bytes, modified, etag)");
    }

    /** Runs the program, says what it took, and gives what it wrote down. */
    private RunRecord run(String... inputs) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("../submit/msliqa", "score", "--output", table(), "--mode", "single"));
        command.addAll(List.of(inputs));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(new File("target/state-runs.log")));
        builder.environment().put("MSLIQA_DRIVER_MEMORY", MEMORY);
        builder.environment().remove("SPARK_HOME");
        long start = System.nanoTime();
        Process process = builder.start();
        long peak = 0;
        Duration computed = Duration.ZERO;
        while (process.isAlive()) {
            peak = Math.max(peak, peakOf(process));
            computed = process.info().totalCpuDuration().orElse(computed);
            Thread.sleep(100);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(process.exitValue()).isZero();
        List<RunRecord> records = ScoreTable.existing(spark, table()).history().records(RunRecord.class);
        RunRecord record = records.get(records.size() - 1);
        System.out.printf(
                Locale.ROOT,
                "%d found = %d scored + %d failed + %d skipped: %.0f s, %d s of a core, at most %d MB in memory with a heap of %s%n",
                record.discovered(),
                record.scored(),
                record.failed(),
                record.skipped(),
                seconds,
                computed.toSeconds(),
                peak / 1000,
                MEMORY);
        return record;
    }

    /** The most memory that a process has had so far, in kilobytes; 0 when it is gone. */
    private static long peakOf(Process process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
