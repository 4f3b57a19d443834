/**
 * Scores of pictures as columns: for notebooks, queries and programs that have a Spark session of their own.
 *
 * <p>Uses {@code settings}, {@code rows} and {@code scoring}. Nobody here uses it.
 */
package io.msliqa.spark.sql;
