package io.msliqa.spark.scoring;

import io.msliqa.spark.listing.KnownFingerprints;

/**
 * How much of a table and of a listing the driver holds at once, however large they are.
 *
 * @param fingerprints how many, of all that a table has of a kind; if there are more, the executors hold them
 * @param stretch the first pictures that the executors are asked about together; each next stretch is twice as long
 * @param again the failures that are forgotten in one step; then they are scored again, and the run goes on
 */
record DriverRoom(long fingerprints, int stretch, int again) {

    /** 80 MB of fingerprints, and some 400 bytes for each failure. */
    static final DriverRoom USUAL = new DriverRoom(KnownFingerprints.FEW, 1024, 250_000);

    /** What each of so many models has of it. */
    DriverRoom sharedBy(int models) {
        return new DriverRoom(fingerprints / models, stretch, again);
    }
}
