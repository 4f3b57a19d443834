/**
 * Measures how well scores agree with people's opinions: correlations, fits and errors, with intervals and comparisons.
 *
 * <p>Uses nothing: arithmetic on arrays. Anybody may use it.
 *
 * <p>It has more than twenty classes: each is one statistic or one step of them, and they share their private sums.
 */
package io.msliqa.quality.metrics;
