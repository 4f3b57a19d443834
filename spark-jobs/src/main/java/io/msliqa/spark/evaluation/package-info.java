/**
 * How well scores agree with people's opinions: labels and score tables are joined in Spark; numbers alone come to the
 * driver, in primitive arrays, where {@link io.msliqa.metrics} measures them.
 */
package io.msliqa.spark.evaluation;
