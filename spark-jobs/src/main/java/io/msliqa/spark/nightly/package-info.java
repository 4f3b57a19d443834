/**
 * The nightly job: scores what is new, reads the nights from the score table, has them judged, and keeps them.
 *
 * <p>Uses {@code nightly.checks}, {@code labels}, {@code tables} and {@code scoring}. {@code report}, {@code notify} and {@code console} tell
 * what it finds.
 */
package io.msliqa.spark.nightly;
