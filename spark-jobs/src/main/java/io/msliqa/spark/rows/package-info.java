/**
 * The rows that travel between Spark's stages and lie in Parquet: one class a schema.
 *
 * <p>Spark's bean encoders drop a record's fields without a word, so each record maps itself to a row of a stated
 * schema and back.
 */
package io.msliqa.spark.rows;
