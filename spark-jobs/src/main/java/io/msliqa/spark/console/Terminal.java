package io.msliqa.spark.console;

import java.io.PrintStream;

/** The process's standard streams, which nothing else in the program names; asked for each time, as tests exchange them. */
public final class Terminal {

    private Terminal() {}

    /** For what a verb answers. */
    public static PrintStream out() {
        return System.out;
    }

    /** For what went wrong beside the answer. */
    public static PrintStream err() {
        return System.err;
    }
}
