package io.msliqa.spark.cli;

import io.msliqa.UserException;
import io.msliqa.spark.Secret;
import io.msliqa.spark.console.Terminal;
import io.msliqa.spark.session.Stop;
import io.msliqa.spark.session.Version;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkUserAppException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code msliqa}: picks the verb, runs it, turns what it returns or throws into an exit code. */
@Command(
        name = "msliqa",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Scores how good pictures look to people, without reference pictures, on Spark.",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        footer = {"", "See 'msliqa VERB --help' for a verb's options.", "", ExitCodesText.TEXT},
        subcommands = {
            ScoreCommand.class,
            RunsCommand.class,
            TrainCommand.class,
            AblationCommand.class,
            EvaluateCommand.class,
            NightlyCommand.class,
            DistortCommand.class,
            ExportCommand.class,
            NetworkCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Msliqa implements Runnable {

    private static final String REPORT =
            "This is a bug in msliqa, or the cluster failed. If it comes again, please report"
                    + " it with the lines above and the command you ran.";

    @Spec
    private CommandSpec spec;

    private Msliqa() {}

    /**
     * Runs a verb and ends the process with its exit code.
     *
     * @throws SparkUserAppException as a driver inside YARN, which takes a process that ends itself for a failure: of all
     *     that is worse than warnings
     */
    public static void main(String[] args) throws SparkUserAppException {
        Stop.watch(Terminal.err()::println);
        int status = run(args);
        Stop.watchNoMore();
        if (!isDriverInYarn()) {
            System.exit(status);
        } else if (status > ExitCode.WARNINGS.number()) {
            throw new SparkUserAppException(status, null);
        }
    }

    private static boolean isDriverInYarn() {
        return "yarn".equals(System.getProperty("spark.master"))
                && "cluster".equals(System.getProperty("spark.submit.deployMode"));
    }

    /** Runs a verb and returns its exit code: all that {@link #main} does but end the process. */
    public static int run(String... args) {
        // What is written is the same in every country: numbers, dates, names of files.
        Locale.setDefault(Locale.ROOT);
        CommandLine line = new CommandLine(new Msliqa());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(Msliqa::misused);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        line.setExitCodeExceptionMapper(failure -> ExitCode.BROKEN.number());
        for (CommandLine verb : line.getSubcommands().values()) {
            verb.getCommandSpec().usageMessage().footer("", ExitCodesText.TEXT);
        }
        int status = execute(line, args);
        return returned(line).map(ExitCode::number).orElse(status);
    }

    /** Errors, too, such as memory that ran out, are failures: a process that they end would look like one with warnings. */
    private static int execute(CommandLine line, String... args) {
        try {
            return line.execute(args);
        } catch (Error e) {
            return failed(e, line);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb? One of those below is needed");
    }

    private static Optional<ExitCode> returned(CommandLine line) {
        CommandLine.ParseResult verb =
                line.getParseResult() == null ? null : line.getParseResult().subcommand();
        Object result = verb == null ? null : verb.commandSpec().commandLine().getExecutionResult();
        return result instanceof ExitCode code ? Optional.of(code) : Optional.empty();
    }

    private static int misused(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("msliqa: " + mistake.getMessage());
        if (command.getParent() == null) {
            command.usage(err);
        } else if (!CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err)) {
            err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        err.flush();
        return ExitCode.USER_ERROR.number();
    }

    private static int failed(Throwable failure, CommandLine command) {
        if (Stop.isUnderWay()) {
            return ExitCode.BROKEN.number();
        }
        PrintWriter err = command.getErr();
        Optional<String> mistake = usersMistake(failure);
        if (mistake.isPresent()) {
            err.println("msliqa: " + Secret.shown(mistake.get()));
            err.flush();
            return ExitCode.USER_ERROR.number();
        }
        failure.printStackTrace(err);
        err.println("msliqa: " + REPORT);
        err.flush();
        return ExitCode.BROKEN.number();
    }

    /** The message of the user's mistake that this failure is, or that made a task of Spark fail. */
    private static Optional<String> usersMistake(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserException) {
                return Optional.of(cause.getMessage());
            }
            Optional<String> environment = EnvironmentProblem.of(cause);
            if (environment.isPresent()) {
                return environment;
            }
        }
        return Optional.empty();
    }
}
