package io.msliqa.quality.metrics;

import java.util.Optional;

/**
 * The statistics that measure agreement. The linear correlation and the errors exist raw and after each {@link
 * LogisticForm}, so that each name says which is meant.
 */
public enum Statistic {
    SRCC("SRCC", Mapping.NONE),
    KRCC("KRCC tau-b", Mapping.NONE),
    AUC_DIFFERENT("AUC different/similar", Mapping.NONE),
    AUC_BETTER("AUC better/worse", Mapping.NONE),
    PLCC("PLCC raw", Mapping.NONE),
    PLCC_LOGISTIC4("PLCC, logistic 4", Mapping.FOUR),
    PLCC_LOGISTIC5("PLCC, logistic 5", Mapping.FIVE),
    RMSE("RMSE raw", Mapping.NONE),
    RMSE_LOGISTIC4("RMSE, logistic 4", Mapping.FOUR),
    RMSE_LOGISTIC5("RMSE, logistic 5", Mapping.FIVE),
    MAE("MAE raw", Mapping.NONE),
    MAE_LOGISTIC4("MAE, logistic 4", Mapping.FOUR),
    MAE_LOGISTIC5("MAE, logistic 5", Mapping.FIVE),
    OUTLIER_RATIO("outlier ratio raw", Mapping.NONE),
    OUTLIER_RATIO_LOGISTIC4("outlier ratio, logistic 4", Mapping.FOUR),
    OUTLIER_RATIO_LOGISTIC5("outlier ratio, logistic 5", Mapping.FIVE);

    private enum Mapping {
        NONE,
        FOUR,
        FIVE
    }

    private final String title;
    private final Mapping mapping;

    Statistic(String title, Mapping mapping) {
        this.title = title;
        this.mapping = mapping;
    }

    /** The name of the statistic in tables. */
    public String title() {
        return title;
    }

    /** The curve that scores go through first; empty if they are taken raw. */
    public Optional<LogisticForm> mapping() {
        return switch (mapping) {
            case NONE -> Optional.empty();
            case FOUR -> Optional.of(LogisticForm.FOUR_PARAMETERS);
            case FIVE -> Optional.of(LogisticForm.FIVE_PARAMETERS);
        };
    }

    /** Whether it is about pairs of pictures and how sure people are of their order ({@link PictureContests}). */
    public boolean isOfContests() {
        return this == AUC_DIFFERENT || this == AUC_BETTER;
    }

    /** Whether it is a share of the pictures. */
    public boolean isShare() {
        return this == OUTLIER_RATIO || this == OUTLIER_RATIO_LOGISTIC4 || this == OUTLIER_RATIO_LOGISTIC5;
    }

    /** Whether a larger value means better agreement. */
    public boolean isBetterHigher() {
        return switch (this) {
            case SRCC, KRCC, AUC_DIFFERENT, AUC_BETTER, PLCC, PLCC_LOGISTIC4, PLCC_LOGISTIC5 -> true;
            default -> false;
        };
    }
}
