/**
 * Views, crops and tensors of a picture, as a protocol asks for them.
 *
 * <p>Uses {@code protocol} and {@code image}. {@code foreign} scores with what is made here.
 */
package io.msliqa.view;
