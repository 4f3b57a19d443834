package io.msliqa.spark.cli;

/** Tells the shell and the scheduler how a command ended. */
public enum ExitCode {
    /** All is well. */
    OK(0),
    /** Done, with something to look at. */
    WARNINGS(1),
    /** What the user asked for cannot be done as asked; the message says why. */
    USER_ERROR(2),
    /** A bug, or the cluster failed. */
    BROKEN(3),
    /** The job did its work, and what it checked is not good enough. */
    QUALITY_FAILED(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The process's exit status. */
    public int number() {
        return number;
    }
}
