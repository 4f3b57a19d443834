/**
 * Chooses the patches of a picture and cuts them from it: scales, grids, resampling, padding.
 *
 * <p>Uses {@code image}. Anybody may use it.
 */
package io.msliqa.patch;
