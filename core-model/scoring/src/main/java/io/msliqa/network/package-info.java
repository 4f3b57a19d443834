/**
 * The network as plain data: MobileNetV3's table, its layers, the values of its parameters, and how they are written as a
 * program for an engine.
 *
 * <p>Uses nothing. Every back end may use it: {@code onnx}, {@code torch.network}.
 */
package io.msliqa.network;
