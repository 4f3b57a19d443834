/**
 * Draws the project's sample pictures: four scenes rich in texture, edges and gradients, made by program, then degraded.
 *
 * <p>{@link io.msliqa.quality.sample.SamplePictures} wrote {@code docs/samples}. It needs a Java runtime with fonts (for the
 * notice on the wall); with {@code mvn -pl core-model dependency:build-classpath} as class path, run it with the folder
 * to write into.
 */
package io.msliqa.quality.sample;
