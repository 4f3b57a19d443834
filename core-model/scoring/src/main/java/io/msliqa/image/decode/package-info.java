/**
 * Makes pictures of files' bytes: limits, colour, alpha, orientation. The way in is {@link
 * io.msliqa.image.decode.ImageDecoder}.
 *
 * <p>Uses {@code image} and {@code image.format}. Anybody may use it.
 */
package io.msliqa.image.decode;
