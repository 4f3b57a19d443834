/**
 * The score table on disk: waves of Parquet files that appear as a whole or not at all, and the records of the runs that
 * wrote them.
 *
 * <pre>
 * DIR/wave=000001/part-*.parquet   published rows: all that a reader sees
 * DIR/_staging/RUN/000002/         a wave being written
 * DIR/_commits/000001.json         who owns a wave's number: created only if absent
 * DIR/_runs/RUN.json               what a run did
 * </pre>
 *
 * <p>Uses {@code settings}, {@code rows} and {@code listing}. Only who writes or reads tables uses it.
 *
 * <p>It has more than twenty classes: the steps of one commit, and the records that they leave.
 */
package io.msliqa.spark.store;
