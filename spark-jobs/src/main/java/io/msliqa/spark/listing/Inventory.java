package io.msliqa.spark.listing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msliqa.UserException;
import io.msliqa.quality.table.Columns;
import io.msliqa.spark.StorageProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Reads an S3 Inventory: S3's own list of all objects of a bucket, which names its files in a {@code manifest.json}. So
 * the run knows a billion objects without asking for them, one by one or a thousand at a time.
 */
final class Inventory {

    private Inventory() {}

    /**
     * The objects as {@link PictureList#described} has them: the newest versions, without what stands for folders.
     *
     * @throws UserException if it is no such manifest, or of a format that is not read
     */
    static Dataset<Row> read(SparkSession spark, Path manifest) {
        JsonNode json = json(spark, manifest);
        Path root = root(manifest, json);
        List<String> files = new ArrayList<>();
        json.path("files")
                .forEach(file -> files.add(new Path(root, file.path("key").asText()).toString()));
        if (files.isEmpty()) {
            throw new UserException("'" + manifest + "' is no manifest of an S3 Inventory: it names no files");
        }
        String format = json.path("fileFormat").asText().toLowerCase(Locale.ROOT);
        Dataset<Row> objects =
                switch (format) {
                    case "parquet" -> spark.read().parquet(files.toArray(String[]::new));
                    case "csv" ->
                        spark.read()
                                .option("escape", "\"")
                                .csv(files.toArray(String[]::new))
                                .toDF(json.path("fileSchema").asText().strip().split("\\s*,\\s*", -1));
                    default ->
                        throw new UserException(
                                "The S3 Inventory '" + manifest + "' is " + format + "; Parquet and CSV are read");
                };
        return PictureList.described(newest(objects), image(objects, format.equals("csv")), Columns.PICTURES)
                .filter("not (image like '%/' and coalesce(bytes, 0) = 0)");
    }

    private static JsonNode json(SparkSession spark, Path manifest) {
        try (FSDataInputStream in = manifest.getFileSystem(spark.sparkContext().hadoopConfiguration())
                .open(manifest)) {
            return new ObjectMapper().readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UserException("The manifest '" + manifest + "' cannot be read: " + StorageProblem.of(e), e);
        }
    }

    /** Keys of its files are those of the bucket that it was written to, where it need not lie any more. */
    private static Path root(Path manifest, JsonNode json) {
        String bucket = json.path("destinationBucket").asText().replaceFirst("^arn:[^:]*:s3:::", "");
        return "s3a".equals(manifest.toUri().getScheme()) ? new Path("s3a://" + bucket + "/") : manifest.getParent();
    }

    private static Dataset<Row> newest(Dataset<Row> objects) {
        Column is = functions.lit(true);
        for (Column latest : PictureList.column(objects, List.of("is_latest", "IsLatest")).stream()
                .toList()) {
            is = is.and(latest.cast("boolean"));
        }
        for (Column marker : PictureList.column(objects, List.of("is_delete_marker", "IsDeleteMarker")).stream()
                .toList()) {
            is = is.and(functions.not(marker.cast("boolean")));
        }
        return objects.filter(is);
    }

    /** In CSV keys are escaped as in addresses, in Parquet they are as they are. */
    private static Column image(Dataset<Row> objects, boolean escaped) {
        Column bucket = required(objects, "bucket");
        Column key = required(objects, "key");
        return functions.concat(
                functions.lit("s3a://"), bucket, functions.lit("/"), escaped ? functions.url_decode(key) : key);
    }

    private static Column required(Dataset<Row> objects, String name) {
        return PictureList.column(objects, List.of(name))
                .orElseThrow(() -> new UserException(
                        "The S3 Inventory has no column '" + name + "', only " + String.join(", ", objects.columns())));
    }
}
