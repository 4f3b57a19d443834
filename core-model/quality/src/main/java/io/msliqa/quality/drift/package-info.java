/**
 * Tells whether tonight's pictures score otherwise than those of past nights, by how much, and whether that is the pictures
 * or their mix. Effect sizes with bootstrap intervals, no p-values.
 *
 * <p>Uses {@code metrics}. The nightly job uses it.
 */
package io.msliqa.quality.drift;
