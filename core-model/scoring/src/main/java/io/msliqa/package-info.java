/**
 * Scores how good a picture looks to people, on a CPU. The way in is {@link io.msliqa.scoring.ImageScorer}.
 *
 * <p>Here lies what every part may throw at its user; the parts lie in the packages below. Each may use those named before
 * it in {@code docs/architecture.md}, and a test holds them to it.
 */
package io.msliqa;
