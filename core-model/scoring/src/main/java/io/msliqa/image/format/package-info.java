/**
 * Opens picture files of each format: reads their headers, refuses what is broken or unknown, and reads their samples as
 * they are stored. The way in is {@link io.msliqa.image.format.PictureFile}.
 *
 * <p>Uses {@code image} and {@code image.jpeg}. Only {@code image.decode} may use it.
 */
package io.msliqa.image.format;
