package io.msliqa.spark.console;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the manual page of a command and its verbs, in man's own language, out of what their help says. */
public final class ManPage {

    private final CommandSpec command;
    private final String version;

    /** @param version of the program */
    public ManPage(CommandSpec command, String version) {
        this.command = command;
        this.version = version;
    }

    /** The page. */
    public String text() {
        StringBuilder page = new StringBuilder();
        String name = command.name();
        page.append(".TH ").append(name.toUpperCase(Locale.ROOT)).append(" 1 \"\" \"MSLIQA on Spark ");
        page.append(version).append("\"\n.SH NAME\n");
        page.append(escaped(name + " - scores how good pictures look to people"))
                .append('\n');
        page.append(".SH SYNOPSIS\n.B ").append(name).append("\n.I VERB\n[\\fIOPTION\\fR...] [\\fIINPUT\\fR...]\n");
        page.append(".SH DESCRIPTION\n").append(paragraph(command)).append('\n');
        footer(page, command);
        for (CommandLine verb : command.subcommands().values()) {
            if (!verb.getCommandSpec().usageMessage().hidden()) {
                verb(page, verb.getCommandSpec());
            }
        }
        return page.toString();
    }

    private void verb(StringBuilder page, CommandSpec verb) {
        page.append(".SH ").append(escaped(command.name() + " " + verb.name())).append('\n');
        page.append(paragraph(verb)).append('\n');
        for (PositionalParamSpec input : verb.positionalParameters()) {
            entry(page, "\\fI" + escaped(input.paramLabel()) + "\\fR", input);
        }
        for (OptionSpec option : verb.options()) {
            if (!option.hidden()) {
                entry(page, heading(option), option);
            }
        }
    }

    private static String heading(OptionSpec option) {
        String names = List.of(option.names()).stream()
                .map(name -> "\\fB" + escaped(name) + "\\fR")
                .collect(Collectors.joining(", "));
        return option.arity().max() == 0 ? names : names + " \\fI" + escaped(option.paramLabel()) + "\\fR";
    }

    private static void entry(StringBuilder page, String heading, ArgSpec of) {
        page.append(".TP\n").append(heading).append('\n');
        // The help's own layout knows what variables in a description stand for.
        page.append(escaped(String.join(" ", of.description())
                        .replace("${DEFAULT-VALUE}", String.valueOf(of.defaultValueString(true)))))
                .append('\n');
    }

    private static String paragraph(CommandSpec spec) {
        return escaped(String.join(" ", spec.usageMessage().description()));
    }

    /** Lines as they stand. */
    private static void footer(StringBuilder page, CommandSpec spec) {
        page.append(".nf\n");
        for (String line : spec.usageMessage().footer()) {
            page.append(line.isEmpty() ? ".sp" : escaped(line)).append('\n');
        }
        page.append(".fi\n");
    }

    private static String escaped(String text) {
        String plain = Ansi.OFF.string(text).replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
