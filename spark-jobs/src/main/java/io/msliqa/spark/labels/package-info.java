/**
 * People's opinions as a user names them ({@code --data}, {@code --truth}), and how they meet rows of score tables.
 *
 * <p>Uses {@code settings}, {@code rows}, {@code tables} and {@code store}. {@code evaluation}, {@code nightly} and {@code training} use it.
 */
package io.msliqa.spark.labels;
