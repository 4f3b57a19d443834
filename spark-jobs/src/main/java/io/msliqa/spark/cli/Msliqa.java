package io.msliqa.spark.cli;

import io.msliqa.UserException;
import io.msliqa.spark.Secret;
import io.msliqa.spark.console.Terminal;
import io.msliqa.spark.session.Stop;
import io.msliqa.spark.session.Version;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.SparkUserAppException;
import picocli.AutoComplete;
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
        footer = {
            "",
            "See 'msliqa VERB --help' for a verb's options.",
            "",
            "Examples:",
            Msliqa.FIRST_EXAMPLE,
            Msliqa.SECOND_EXAMPLE,
            Msliqa.THIRD_EXAMPLE,
            "",
            ExitCodesText.TEXT
        },
        subcommands = {
            ScoreCommand.class,
            RunsCommand.class,
            TrainCommand.class,
            AblationCommand.class,
            EvaluateCommand.class,
            NightlyCommand.class,
            DistortCommand.class,
            AverageCommand.class,
            ExportCommand.class,
            NetworkCommand.class,
            PrepareCommand.class,
            CommandLine.HelpCommand.class,
            ManPageCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Msliqa implements Callable<ExitCode> {

    static final String FIRST_EXAMPLE = "  msliqa score PICTURE.jpg                  prints the score of a picture";
    static final String SECOND_EXAMPLE =
            "  msliqa score PICTURES --output SCORES     scores a folder into a table, and later what is new in it";
    static final String THIRD_EXAMPLE =
            "  msliqa nightly PICTURES --output NIGHTS   does so and says whether quality moved since past nights";

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
        CommandLine line = line();
        line.setParameterExceptionHandler(Msliqa::misused);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        line.setExitCodeExceptionMapper(failure -> ExitCode.BROKEN.number());
        int status = execute(line, args);
        return returned(line).map(ExitCode::number).orElse(status);
    }

    /** The command with all its verbs, of which help, completion and the man page are made. */
    static CommandLine line() {
        CommandLine line = new CommandLine(new Msliqa());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        for (CommandLine verb : line.getSubcommands().values()) {
            verb.getCommandSpec().usageMessage().footer("", ExitCodesText.TEXT);
        }
        line.getSubcommands()
                .get("generate-completion")
                .getCommandSpec()
                .usageMessage()
                .hidden(true);
        return line;
    }

    /** Errors, too, such as memory that ran out, are failures: a process that they end would look like one with warnings. */
    private static int execute(CommandLine line, String... args) {
        try {
            return line.execute(args);
        } catch (Error e) {
            return failed(e, line);
        }
    }

    /** Without a verb: what there is to begin with. */
    @Override
    public ExitCode call() {
        String verbs = spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(verb -> !verb.usageMessage().hidden())
                .map(CommandSpec::name)
                .collect(Collectors.joining(", "));
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.usageMessage().description()[0] + " To begin with:");
        err.println();
        List.of(FIRST_EXAMPLE, SECOND_EXAMPLE, THIRD_EXAMPLE).forEach(err::println);
        err.println();
        err.println("Verbs: " + verbs + ".");
        err.println("'msliqa --help' says what each does, 'msliqa VERB --help' what its options are.");
        err.flush();
        return ExitCode.USER_ERROR;
    }

    private static Optional<ExitCode> returned(CommandLine line) {
        CommandLine.ParseResult parsed = line.getParseResult();
        if (parsed == null) {
            return Optional.empty();
        }
        CommandLine command =
                parsed.hasSubcommand() ? parsed.subcommand().commandSpec().commandLine() : line;
        Object result = command.getExecutionResult();
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
