package io.msliqa.scoring;

import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;

/** Computes the network when pictures are scored. Engines agree to 1e-5 of the scale. */
public interface ScoringEngine {

    /**
     * A scorer for one thread with the model's network. All scorers of one model on one device share its weights.
     *
     * @throws IllegalArgumentException if this engine does not compute in that arithmetic
     */
    PatchScorer open(ModelBundle model, Arithmetic arithmetic);

    /** The name of where it computes; engines of one name share that device's memory. */
    String device();

    /** How many patches in one forward pass suit the device. */
    int usualBatch();
}
