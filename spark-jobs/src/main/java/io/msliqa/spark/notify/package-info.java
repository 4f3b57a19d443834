/**
 * Tells people and programs elsewhere of a night: report, mail, webhook.
 *
 * <p>Uses {@code nightly} and {@code report}. The verb {@code nightly} uses it.
 */
package io.msliqa.spark.notify;
