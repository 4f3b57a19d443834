/**
 * Reads pictures with people's opinion of them: the published data sets as they are distributed, any table, and splits that
 * keep all versions of one reference picture together.
 *
 * <p>Uses {@code scale}. Training and evaluation use it.
 *
 * <p>It has more than twenty classes: one a published set, and what they share.
 */
package io.msliqa.quality.labels;
