/**
 * The network as an ONNX graph, and ONNX Runtime to compute it.
 *
 * <p>Uses {@code network}. {@code scoring} and the export may use it.
 */
package io.msliqa.onnx;
