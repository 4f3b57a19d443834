package io.msliqa.quality.drift;

/**
 * The statistics by which two sets of scores differ. Shifts of the mean, of quantiles and of the whole distribution are
 * in standard deviations of the baseline, so that one threshold fits every model and archive.
 */
public enum ShiftStatistic {
    /** Mean tonight less mean of the baseline; negative is worse. */
    MEAN("mean"),
    /** The tenth percentile tonight less that of the baseline: the bad tail. */
    P10("10th percentile"),
    /** The median tonight less that of the baseline. */
    P50("median"),
    /** The ninetieth percentile tonight less that of the baseline. */
    P90("90th percentile"),
    /** Population stability index over the baseline's deciles; 0 is equal, undirected. */
    PSI("PSI"),
    /** First Wasserstein distance; 0 is equal, undirected. */
    WASSERSTEIN("Wasserstein distance"),
    /** Share of pictures below a floor tonight less that of the baseline; positive is worse. */
    BELOW_FLOOR("share below the floor");

    private final String title;

    ShiftStatistic(String title) {
        this.title = title;
    }

    /** The name of the statistic in tables. */
    public String title() {
        return title;
    }

    /** Whether the statistic has no direction: it is then never below 0, and small samples alone raise it. */
    public boolean isDistance() {
        return this == PSI || this == WASSERSTEIN;
    }
}
