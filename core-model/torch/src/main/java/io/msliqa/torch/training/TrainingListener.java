package io.msliqa.torch.training;

/** Hears how a training goes, on the training's thread. */
public interface TrainingListener {

    /** Tells nobody. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * The training begins, or goes on.
     *
     * @param done steps that an earlier run did
     * @param steps of the whole plan
     */
    default void started(int done, int steps) {}

    /**
     * A step was done.
     *
     * @param done steps so far
     * @param loss the mean over the zoom levels
     */
    default void stepped(int done, double loss) {}

    /** The weights were judged and saved. */
    default void validated(History history) {}
}
