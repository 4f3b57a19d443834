/**
 * The nightly check: what is new is scored, compared with past nights, and judged. {@code NightlyJob}
 * leads; what decides ({@code ...Checks}, {@link io.msliqa.spark.nightly.Verdicts}) knows no Spark.
 */
package io.msliqa.spark.nightly;
