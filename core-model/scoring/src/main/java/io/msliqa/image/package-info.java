/**
 * What a picture is: upright 8-bit sRGB within stated limits, or the reason why there is none.
 *
 * <p>Uses nothing. Anybody may use it.
 */
package io.msliqa.image;
