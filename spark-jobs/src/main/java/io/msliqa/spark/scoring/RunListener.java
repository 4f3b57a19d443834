package io.msliqa.spark.scoring;

/** Watches a run while it goes on. The run's own thread calls it. */
@FunctionalInterface
public interface RunListener {

    /** Watches nothing. */
    RunListener NONE = state -> {};

    /**
     * Says how far the run is.
     * @param found pictures found so far
     * @param listed whether there will be no more
     * @param skipped those that are in the table already
     * @param published those that this run has put into the table
     */
    record State(long found, boolean listed, long skipped, long published) {

        /** The state before the first picture. */
        static final State NOTHING = new State(0, false, 0, 0);
    }

    /** Called before each wave and after the last. */
    void at(State state);
}
