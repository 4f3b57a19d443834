/**
 * The paper's Table 1: its arms, trained alike, on pictures that none of them saw.
 *
 * <p>Uses {@code torch.training}. The verb {@code ablation} uses it.
 */
package io.msliqa.torch.ablation;
