package io.msliqa.spark.listing;

import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import java.util.BitSet;
import java.util.List;

/** Fingerprints of what is known: on the driver if they are few, else on the executors. */
public interface KnownFingerprints extends AutoCloseable {

    /** How many the driver holds at most: 80 MB. */
    long FEW = 4_000_000;

    /** Which of some fingerprints are known, by their places in the list. */
    BitSet known(List<Fingerprint> asked);

    /** How many it pays to ask for at once, at most. */
    int atOnce();

    /** Whether none is known. */
    boolean isEmpty();

    /** Frees what holds them. */
    @Override
    void close();
}
