package io.msliqa.spark.rows;

/** What is checked every night. */
public enum Check {
    /** Do our own pictures still get the scores they had? */
    CANARIES("canaries"),
    /** Has a night been left out? */
    MISSED("missed nights"),
    /** As many pictures as usual? */
    DELIVERY("delivery"),
    /** Is the newest picture new? */
    AGE("age of the newest picture"),
    /** Do more pictures fail than usual? */
    FAILURES("failures"),
    /** Is the mean where it was? */
    LEVEL("level"),
    /** Are the quantiles where they were? */
    QUANTILE("quantile"),
    /** Is the distribution as it was, by the population stability index? */
    PSI("PSI"),
    /** Is the distribution as it was, by the Wasserstein distance? */
    WASSERSTEIN("Wasserstein distance"),
    /** Are more pictures below the floor? */
    FLOOR("share below the floor"),
    /** Do scores agree with people as they did? */
    AGREEMENT("agreement with people"),
    /** Is one cause of bad pictures more frequent than it was? */
    CAUSE("cause"),
    /** Do scores fall slowly, night by night? */
    SLIDE("slide"),
    /** Do the pictures come from where they came from? */
    MIX("mix");

    private final String title;

    Check(String title) {
        this.title = title;
    }

    /** What tables call it. */
    public String title() {
        return title;
    }

    /** What people call it who know no statistics. */
    public String plain() {
        return switch (this) {
            case CANARIES -> "the scores of our test pictures";
            case MISSED -> "nights that were left out";
            case DELIVERY -> "how many pictures came";
            case AGE -> "how new they are";
            case FAILURES -> "how many could not be read";
            case LEVEL -> "the mean score";
            case QUANTILE -> "the worst or the best pictures";
            case PSI, WASSERSTEIN -> "how widely scores are spread";
            case FLOOR -> "how many are bad";
            case CAUSE -> "what spoils them";
            case SLIDE -> "the trend over the last weeks";
            case AGREEMENT -> "whether people agree";
            case MIX -> "where they come from";
        };
    }
}
