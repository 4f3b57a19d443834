package io.msliqa.spark.scoring;

/** Who watches a run while it goes on. Called from the run's own thread. */
@FunctionalInterface
public interface RunListener {

    /** Nobody. */
    RunListener NONE = state -> {};

    /**
     * Where the run is.
     *
     * @param found pictures found so far
     * @param listed whether there will be no more
     * @param skipped those of them that are in the table already
     * @param published those that are in the table by this run
     */
    record State(long found, boolean listed, long skipped, long published) {

        /** Before the first picture. */
        static final State NOTHING = new State(0, false, 0, 0);
    }

    /** Before each wave and after the last. */
    void at(State state);
}
