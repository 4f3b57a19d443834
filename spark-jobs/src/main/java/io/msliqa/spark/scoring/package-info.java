/**
 * The scoring job: pictures in, score rows out, in one narrow stage; and the run around it, wave by wave.
 */
package io.msliqa.spark.scoring;
