/**
 * The network as a graph of XNNPACK, and XNNPACK to compute it.
 *
 * <p>Uses {@code network} and {@code natives}. {@code scoring} may use it.
 */
package io.msliqa.xnnpack;
