package io.msliqa.spark.cli;

import io.msliqa.spark.console.ManPage;
import io.msliqa.spark.console.Terminal;
import io.msliqa.spark.scoring.Versions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code msliqa man-page}: the manual page, out of what {@code --help} says. A release has it ready. */
@Command(
        name = "man-page",
        mixinStandardHelpOptions = true,
        hidden = true,
        description = "Prints the manual page: msliqa man-page | man -l -")
final class ManPageCommand implements Callable<ExitCode> {

    @Spec
    private CommandSpec spec;

    @Override
    public ExitCode call() {
        Terminal.out().print(new ManPage(spec.parent(), Versions.msliqa().split(" ", 2)[0]).text());
        return ExitCode.OK;
    }
}
