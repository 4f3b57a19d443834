/**
 * Training the network: labelled pictures in, a model bundle out.
 *
 * <p>One step takes a batch of pictures from every source, sees them at every zoom level, and lets each level's head learn
 * from its own view over the shared features (MSLIQA, section 3).
 */
package io.msliqa.training;
