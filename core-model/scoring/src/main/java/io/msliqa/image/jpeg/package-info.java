/**
 * Decodes JPEG, to the bits of libjpeg, and says what of a picture is lost. The way in is {@link
 * io.msliqa.image.jpeg.JpegReader}.
 *
 * <p>Uses nothing. Only {@code image.format} may use it.
 *
 * <p>It has more than twenty classes: the parts of one decoder, each used by its neighbours alone.
 */
package io.msliqa.image.jpeg;
