/**
 * Bytes to pixels: upright 8-bit RGB within stated limits, or a failure with its reason.
 */
package io.msliqa.image;
