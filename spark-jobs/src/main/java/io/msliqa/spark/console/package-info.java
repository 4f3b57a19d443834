/**
 * What a person reads on the terminal: progress, summaries, tables.
 *
 * <p>Uses what it shows. The verbs use it. Nothing else writes to standard output.
 */
package io.msliqa.spark.console;
