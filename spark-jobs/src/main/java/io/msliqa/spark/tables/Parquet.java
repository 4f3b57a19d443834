package io.msliqa.spark.tables;

import io.msliqa.UserException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads Parquet that people bring. */
public final class Parquet {

    private Parquet() {}

    /**
     * A table on any file system.
     *
     * @throws UserException if there is none
     */
    public static Dataset<Row> read(SparkSession spark, String place) {
        try {
            return spark.read().parquet(place);
        } catch (Exception e) {
            // Spark's exception for this is a checked one that it does not declare.
            if (e instanceof SparkThrowable) {
                throw new UserException("'" + place + "' cannot be read as Parquet: " + e.getMessage(), e);
            }
            throw e;
        }
    }
}
