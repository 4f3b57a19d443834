package io.msliqa.dataset;

import java.nio.file.Path;

/**
 * The data sets that are read in the folder layout in which they are distributed.
 *
 * <p>Each knows the range and the direction of its scores. The pictures are found whatever the case of the names in the
 * label file.
 */
public enum PublishedDataset {
    /** {@code dmos.csv}, {@code images/}; 81 references, 25 distortions at 5 levels; 1 to 5, higher is better. */
    KADID10K,
    /** {@code mos.csv}, {@code images/}; authentic distortions; 0 to 1, higher is better. */
    BIQ2021;

    /**
     * Reads the labels.
     *
     * @param rootOrLabels the folder that holds the label file and the pictures' folder, or the label file itself
     * @throws DatasetException with all that is wrong: a missing label file or picture, a doubled row, a score that is
     *     no number or not on the scale
     */
    public LabelledSet read(Path rootOrLabels, ImagePresence presence) {
        return switch (this) {
            case KADID10K -> Kadid10k.read(rootOrLabels, presence);
            case BIQ2021 -> Biq2021.read(rootOrLabels, presence);
        };
    }
}
