package io.msliqa.spark.cli;

/** Holds the line that explains the exit codes in every verb's help. */
final class ExitCodesText {

    static final String TEXT =
            "Exit codes: 0 fine, 1 warnings, 2 wrong input, 3 a bug or the cluster, 4 the quality check failed, 130 or 143"
                    + " stopped from outside.";

    private ExitCodesText() {}
}
