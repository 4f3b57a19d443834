/**
 * Trains the network: labelled pictures in, a model bundle out.
 *
 * <p>One step takes a batch of pictures from every source, sees them at every zoom level, and lets each level's head learn
 * from its own view over the shared features (MSLIQA, section 3).
 *
 * <p>Uses {@code torch.network}, {@code torch.scoring}, msliqa-quality and msliqa-scoring. The verb {@code train} and {@code
 * ablation} use it.
 *
 * <p>It has more than twenty classes: the parts of one loop.
 */
package io.msliqa.torch.training;
