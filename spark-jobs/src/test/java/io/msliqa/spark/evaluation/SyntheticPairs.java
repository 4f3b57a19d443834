package io.msliqa.spark.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.randn;
import static org.apache.spark.sql.functions.round;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Makes labels and scores of any number of pictures, for measuring how evaluation grows: {@code labels.parquet} and {@code
 * scores.parquet} in a folder, a hundred pictures a reference. Arguments: how many, and the folder.
 */
public final class SyntheticPairs {

    private SyntheticPairs() {}

    public static void main(String[] arguments) {
        long pictures = Long.parseLong(arguments[0]);
        String folder = arguments[1];
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
        Dataset<Row> all = spark.range(0, pictures, 1, 8)
                .withColumn("quality", rand(1))
                .withColumn(
                        "opinion",
                        lit(1).plus(col("quality").plus(randn(2).multiply(0.1)).multiply(4)))
                .withColumn("image", concat(lit("s3a://archive/"), col("id"), lit(".jpg")));
        all.select(
                        col("image"),
                        round(least(lit(5), greatest(lit(1), col("opinion"))), 2)
                                .as("score"),
                        concat(lit("r"), col("id").mod(Math.max(1, pictures / 100)))
                                .as("reference"))
                .write()
                .parquet(folder + "/labels.parquet");
        all.select(
                        col("image"),
                        lit(1).plus(col("quality").plus(randn(3).multiply(0.15)).multiply(4))
                                .as("score"))
                .write()
                .parquet(folder + "/scores.parquet");
        spark.stop();
    }
}
