/**
 * Makes a score of a picture: batches of patches across pictures, the network, the reduction to one number.
 *
 * <p>Uses all packages of this artifact. Engines of other artifacts implement {@link io.msliqa.scoring.ScoringEngine}.
 *
 * <p>It has some twenty classes: they are the steps of one stream, and each is used by its neighbour alone.
 */
package io.msliqa.scoring;
