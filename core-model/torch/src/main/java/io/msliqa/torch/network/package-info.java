/**
 * The network on DJL's PyTorch: the block that trains, and the TorchScript archive that scores.
 *
 * <p>Uses {@code network} and {@code model} of msliqa-scoring. The rest of this artifact uses it, and the export.
 */
package io.msliqa.torch.network;
