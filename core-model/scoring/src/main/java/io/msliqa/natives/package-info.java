/**
 * Functions of native libraries, called by JNA.
 *
 * <p>Uses nothing here. {@code xnnpack} and {@code onnx} may use it.
 */
package io.msliqa.natives;
