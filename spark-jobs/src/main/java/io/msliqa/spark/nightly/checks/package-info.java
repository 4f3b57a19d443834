/**
 * Judges nights, on plain records, without Spark.
 *
 * <p>Uses {@code rows}, {@code settings} and msliqa-quality. Only {@code nightly} and what shows nights use it.
 */
package io.msliqa.spark.nightly.checks;
