/**
 * Did tonight's pictures score otherwise than those of past nights, by how much, and is that the pictures or their mix?
 * Effect sizes with bootstrap intervals, no p-values.
 */
package io.msliqa.drift;
