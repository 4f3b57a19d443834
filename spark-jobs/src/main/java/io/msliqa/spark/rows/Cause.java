package io.msliqa.spark.rows;

/** Who must know: where the reason for an alarm is to be looked for. */
public enum Cause {
    /** The pictures themselves look otherwise. */
    PICTURES("the pictures"),
    /** Each kind of picture looks as before, but the kinds come in other shares. */
    MIX("the mix of pictures"),
    /** The model, which does not suit these pictures as it suited others. */
    MODEL("how well the model suits the pictures"),
    /** Our model, settings, libraries or machines. */
    STACK("our scoring program"),
    /** What arrives, and how whole it is. */
    DELIVERY("the delivery"),
    /** The nightly run itself. */
    SCHEDULE("the schedule");

    private final String title;

    Cause(String title) {
        this.title = title;
    }

    /** In words. */
    public String title() {
        return title;
    }
}
