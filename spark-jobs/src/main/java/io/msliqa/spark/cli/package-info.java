/**
 * The command line: verbs, their options, exit codes.
 *
 * <p>To add a verb: a {@code @Command} class that implements {@code Callable<ExitCode>} with a {@link
 * io.msliqa.spark.cli.JobOptions} mixin, and its place in the list of {@link io.msliqa.spark.cli.Msliqa}.
 *
 * <p>Uses everything. Nobody uses it.
 */
package io.msliqa.spark.cli;
