/**
 * What a training on one machine needs besides msliqa-torch: lists of its pictures, and curves to look at.
 *
 * <p>Uses msliqa-torch. The verbs {@code train} and {@code ablation} use it.
 */
package io.msliqa.spark.training;
