/**
 * Walks the structure of picture files, before any codec sees them, and refuses those that are broken.
 *
 * <p>Uses {@code image}. Only {@code image.decode} may use it.
 */
package io.msliqa.image.format;
