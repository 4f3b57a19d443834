/**
 * Networks of others: the folder on disk, the way from a picture to a score by its protocol, and what is checked before.
 *
 * <p>Uses {@code protocol}, {@code view}, {@code onnx} and {@code scoring}. Engines of other artifacts implement {@link
 * io.msliqa.foreign.ForeignEngine}.
 */
package io.msliqa.foreign;
