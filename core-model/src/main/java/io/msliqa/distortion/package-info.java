/**
 * Pristine pictures made worse on purpose: the 25 distortions of KADID-10k at their 5 levels, and a writer of whole sets
 * in KADID-10k's layout.
 *
 * <p>Source of types and strengths: Lin, Hosu, Saupe, "KADID-10k: A Large-scale Artificially Distorted IQA Database",
 * QoMEX 2019, and its authors' published generator.
 */
package io.msliqa.distortion;
