/**
 * Makes pristine pictures worse on purpose: the 25 distortions of KADID-10k and nine more at 5 levels, and sets of them in
 * KADID-10k's layout.
 *
 * <p>Source of types and strengths: Lin, Hosu, Saupe, "KADID-10k: A Large-scale Artificially Distorted IQA Database",
 * QoMEX 2019, and its authors' published generator.
 *
 * <p>Uses {@code image}, {@code table} and {@code work}. Training and the verb {@code distort} use it.
 *
 * <p>It has more than twenty classes: one a family of distortions, and the filters that they share.
 */
package io.msliqa.quality.distortion;
