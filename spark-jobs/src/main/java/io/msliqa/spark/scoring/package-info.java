/**
 * Scores pictures: listed files in, score rows out, in one narrow stage; and the run around it, wave by wave.
 *
 * <p>Uses {@code settings}, {@code rows}, {@code listing} and {@code store}. The verbs and the nightly job use it.
 *
 * <p>It has more than twenty classes: what runs in a task, and the run around it, which share the counts of both.
 */
package io.msliqa.spark.scoring;
