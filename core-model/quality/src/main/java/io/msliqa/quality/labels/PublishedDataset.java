package io.msliqa.quality.labels;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The data sets that are read in the folder layout in which they are distributed.
 *
 * <p>Each knows the range and the direction of its opinions. The pictures are found whatever the case of the names in the
 * label file.
 */
public enum PublishedDataset {
    /** {@code dmos.csv}, {@code images/}; 81 references, 25 distortions at 5 levels; 1 to 5, higher is better. */
    KADID10K,
    /** {@code mos_with_names.txt}, {@code distorted_images/}; 25 references, 24 distortions; 0 to 9, higher is better. */
    TID2013,
    /** {@code koniq10k_scores_and_distributions.csv}, {@code 1024x768/}; authentic; 1 to 5, higher is better. */
    KONIQ10K,
    /** {@code dmos_realigned.mat}, {@code jp2k/} and so on; 29 references, 5 distortions; lower is better. */
    LIVE,
    /** {@code csiq.DMOS.xlsx}, {@code dst_imgs/}; 30 references, 6 distortions; 0 to 1, lower is better. */
    CSIQ,
    /** {@code Annotations/}, {@code TestImage/}; authentic pictures of telephones; 0 to 100, higher is better. */
    SPAQ,
    /** {@code mos.csv}, {@code images/}; authentic distortions; 0 to 1, higher is better. */
    BIQ2021;

    /** The word that a user types for the set: {@code kadid10k}, {@code tid2013}, {@code koniq10k}, and so on. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Says what the set's deviations mean. KADID-10k's are those of 30 opinions each. TID2013's are those of the mean:
     * 0.13 on a scale of 9 points could be nothing else. The files of the others do not give the number of opinions.
     */
    public OpinionSpread spread() {
        return switch (this) {
            case KADID10K -> new OpinionSpread(OpinionSpread.Of.OPINIONS, OptionalInt.of(30));
            case TID2013 -> new OpinionSpread(OpinionSpread.Of.MEAN, OptionalInt.empty());
            case KONIQ10K, LIVE, CSIQ, SPAQ, BIQ2021 -> OpinionSpread.UNKNOWN;
        };
    }

    /**
     * The set with this {@link #key}.
     *
     * @throws IllegalArgumentException listing the keys if there is none
     */
    public static PublishedDataset ofKey(String key) {
        return Arrays.stream(values())
                .filter(set -> set.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + key + "' is no data set; there are "
                        + Arrays.stream(values()).map(PublishedDataset::key).toList()));
    }

    /**
     * Reads the labels.
     *
     * @param rootOrLabels the folder that holds the label file and the pictures' folder, or the label file itself (not for LIVE,
     *     which has two)
     * @throws DatasetException with all that is wrong: a missing label file or picture, a doubled row, an opinion that is
     *     no number or not on the scale
     */
    public LabelledSet read(Path rootOrLabels, ImagePresence presence) {
        return switch (this) {
            case KADID10K -> Kadid10k.read(rootOrLabels, presence);
            case TID2013 -> Tid2013.read(rootOrLabels, presence);
            case KONIQ10K -> Koniq10k.read(rootOrLabels, presence);
            case LIVE -> LiveR2.read(rootOrLabels, presence);
            case CSIQ -> Csiq.read(rootOrLabels, presence);
            case SPAQ -> Spaq.read(rootOrLabels, presence);
            case BIQ2021 -> Biq2021.read(rootOrLabels, presence);
        };
    }
}
