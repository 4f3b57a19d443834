/**
 * Measures how well scores agree with people: labels and score tables are joined in Spark; numbers alone come to the
 * driver, in primitive arrays, where {@link io.msliqa.quality.metrics} measures them.
 *
 * <p>Uses {@code labels}, {@code tables} and {@code scoring}. {@code report} and {@code console} show what it finds.
 */
package io.msliqa.spark.evaluation;
