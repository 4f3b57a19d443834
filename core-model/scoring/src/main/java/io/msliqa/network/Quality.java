package io.msliqa.network;

import java.util.Locale;

/** What a head's output says of how good a picture is, from 0 (the worst of the scale) to 1 (the best). */
public enum Quality {
    /** One number for everything: the paper's. */
    SCORE,
    /** How little was done to a picture: learned from opinions of distortions, which people compared within a content. */
    FIDELITY,
    /** How good people find a photograph as it is: learned from opinions of authentic ones, content included. */
    OPINION;

    /** As manifests and settings spell it: {@code fidelity}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
