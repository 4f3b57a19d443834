/**
 * The command line: one class a verb, the Spark session, the exit codes.
 *
 * <p>To add a verb: a {@code @Command} class that implements {@code Callable<ExitCode>} with a {@link
 * io.msliqa.spark.cli.JobOptions} mixin, and its place in the list of {@link io.msliqa.spark.cli.Msliqa}.
 */
package io.msliqa.spark.cli;
