/**
 * Reads the tables that people bring: lists of pictures, scores, opinions. One reader for all of them, so that the same
 * name is the same name wherever it stands.
 *
 * <p>Uses nothing but {@link io.msliqa.UserException}. {@code quality.labels} and Spark's {@code tables} use it.
 */
package io.msliqa.quality.table;
