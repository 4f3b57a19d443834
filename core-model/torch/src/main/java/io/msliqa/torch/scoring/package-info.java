/**
 * PyTorch as an engine of the scorer, on CPUs and GPUs.
 *
 * <p>Uses {@code torch.network} and msliqa-scoring. Spark's tasks use it where a GPU or PyTorch is asked for.
 */
package io.msliqa.torch.scoring;
