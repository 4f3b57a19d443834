package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.store.ScoreTable;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a score table must be like when all is over. */
final class WholeTable {

    private WholeTable() {}

    /** A scored row for each picture, as many as its commits claim, and nothing left of runs that were killed. */
    static void assertEveryPictureHasOneRow(String table, int pictures) throws IOException {
        assertEveryPictureHasOneRowOfEach(table, pictures, 1);
    }

    /** The same of several models: a row of each for each picture. */
    static void assertEveryPictureHasOneRowOfEach(String table, int pictures, int models) throws IOException {
        Dataset<Row> rows = ScoreTable.existing(SharedSpark.session(), table).read();
        long wanted = (long) models * pictures;
        assertThat(rows.count()).isEqualTo(wanted);
        assertThat(rows.select("image").distinct().count()).isEqualTo(pictures);
        assertThat(rows.select("image", "model_id").distinct().count()).isEqualTo(wanted);
        assertThat(rows.filter("status = 'SCORED'").count()).isEqualTo(wanted);

        Path root = new Path(table);
        FileSystem files =
                root.getFileSystem(SharedSpark.session().sparkContext().hadoopConfiguration());
        // Files alone: of an upload that broke off the tests' S3 server keeps the folder, which S3 does not have.
        Path staging = new Path(root, "_staging");
        assertThat(files.exists(staging) && files.listFiles(staging, true).hasNext())
                .as("something is left in " + staging)
                .isFalse();
        long claimed = 0;
        for (FileStatus commit : files.listStatus(new Path(root, "_commits"))) {
            JsonNode json =
                    new ObjectMapper().readTree(files.open(commit.getPath()).readAllBytes());
            claimed += json.get("rows").asLong();
        }
        assertThat(claimed).isEqualTo(wanted);
        System.out.printf(Locale.ROOT, "%s: %d pictures, %d rows, once each%n", table, pictures, rows.count());
    }

    /**
     * DuckDB and pandas see the same, where there is a Python that has them ({@code -Dpython=...}).
     *
     * @param environment for Python, such as how to reach the storage
     */
    static void assertPlainReadersSeeTheSame(String table, int pictures, Map<String, String> environment)
            throws IOException, InterruptedException {
        String python = System.getProperty("python", "");
        if (python.isEmpty()) {
            System.out.println("Not checked with DuckDB and pandas: name a Python that has them with -Dpython");
            return;
        }
        ProcessBuilder check = new ProcessBuilder(
                        python, "src/test/python/count_rows.py", table, Integer.toString(pictures))
                .inheritIO();
        check.environment().putAll(environment);
        assertThat(check.start().waitFor()).isZero();
    }
}
