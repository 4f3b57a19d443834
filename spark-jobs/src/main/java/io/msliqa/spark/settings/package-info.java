/**
 * The settings, typed: one record a section, read from {@code reference.conf}, the user's files and the command line,
 * with all mistakes reported at once.
 *
 * <p>To add a section: its keys with comments to {@code reference.conf}, a record with a static {@code read(Section)},
 * and a component in {@link io.msliqa.spark.settings.Settings}.
 */
package io.msliqa.spark.settings;
