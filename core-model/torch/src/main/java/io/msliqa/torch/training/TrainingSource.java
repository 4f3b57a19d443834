package io.msliqa.torch.training;

import io.msliqa.quality.labels.LabelledSet;
import java.util.Objects;

/**
 * One experiment with people to learn from.
 *
 * @param name what reports call it; names a directory's worth of figures, so short: {@code kadid10k}
 * @param training pictures to learn from, at least as many as a step takes
 * @param validation pictures to choose by, of other references; of the same scale
 * @param picturesPerStep how many of each step's pictures come from here, at least 2: a correlation needs as many
 */
public record TrainingSource(String name, LabelledSet training, LabelledSet validation, int picturesPerStep) {

    public TrainingSource {
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(validation, "validation");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException("A source is named with letters, digits, - and _, not '" + name + "'");
        }
        if (picturesPerStep < 2) {
            throw new IllegalArgumentException(
                    "Source " + name + " gives " + picturesPerStep + " pictures to a step; at least 2 are needed");
        }
        if (training.images().size() < picturesPerStep) {
            throw new IllegalArgumentException(
                    "Source " + name + " has " + training.images().size() + " pictures to train with, fewer than the "
                            + picturesPerStep + " of one step");
        }
        if (validation.images().size() < 3) {
            throw new IllegalArgumentException("Source " + name + " has "
                    + validation.images().size() + " pictures to validate with; at least 3 are needed");
        }
    }
}
