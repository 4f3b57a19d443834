package io.msliqa.torch.training;

import io.msliqa.network.Quality;
import io.msliqa.quality.labels.LabelledSet;
import java.util.Objects;

/**
 * Holds the labelled pictures of one experiment with people.
 *
 * @param name what reports call it; names a directory's worth of figures, so short: {@code kadid10k}
 * @param training pictures to learn from, at least as many as a step takes
 * @param validation pictures to choose by, of other references; of the same scale
 * @param serving how its pictures come into the steps; at least 2 at a time: a correlation needs as many
 * @param teaches what of the heads' outputs it teaches
 * @param experiment sources of one experiment share a scale, and their pictures are compared with each other
 */
public record TrainingSource(
        String name,
        LabelledSet training,
        LabelledSet validation,
        Serving serving,
        Quality teaches,
        String experiment) {

    /** An experiment by itself, the same pictures at every zoom level, for the one score. */
    public TrainingSource(String name, LabelledSet training, LabelledSet validation, int picturesPerStep) {
        this(name, training, validation, Serving.alike(picturesPerStep), Quality.SCORE, name);
    }

    public TrainingSource {
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(validation, "validation");
        Objects.requireNonNull(serving, "serving");
        Objects.requireNonNull(teaches, "teaches");
        Objects.requireNonNull(experiment, "experiment");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException("A source is named with letters, digits, - and _, not '" + name + "'");
        }
        if (serving.most() < 2) {
            throw new IllegalArgumentException(
                    "Source " + name + " gives " + serving.text() + " pictures to a step; at least 2 are needed");
        }
        if (training.images().size() < serving.most()) {
            throw new IllegalArgumentException(
                    "Source " + name + " has " + training.images().size() + " pictures to train with, fewer than the "
                            + serving.most() + " of one step");
        }
        if (validation.images().size() < 3) {
            throw new IllegalArgumentException("Source " + name + " has "
                    + validation.images().size() + " pictures to validate with; at least 3 are needed");
        }
    }
}
