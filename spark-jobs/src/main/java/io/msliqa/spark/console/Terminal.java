package io.msliqa.spark.console;

import java.io.PrintStream;

/**
 * Gives the process's standard streams, which nothing else in the program names. It asks for them each time, because
 * tests exchange them.
 */
public final class Terminal {

    private Terminal() {}

    /** The stream for a verb's answer. */
    public static PrintStream out() {
        return System.out;
    }

    /** The stream for what went wrong. */
    public static PrintStream err() {
        return System.err;
    }
}
