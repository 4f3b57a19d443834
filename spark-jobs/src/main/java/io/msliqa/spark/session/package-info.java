/**
 * The Spark session and the process around it: engines, the end by a signal, the version.
 *
 * <p>Uses {@code settings} and {@code scoring}. The verbs use it.
 */
package io.msliqa.spark.session;
