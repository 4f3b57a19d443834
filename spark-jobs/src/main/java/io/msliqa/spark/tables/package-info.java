/**
 * Reads the tables that people bring, on any file system: text by {@link io.msliqa.quality.table.TextTable}, Parquet by
 * Spark.
 *
 * <p>Uses nothing of this module. {@code listing}, {@code labels}, {@code evaluation} and {@code nightly} use it.
 */
package io.msliqa.spark.tables;
