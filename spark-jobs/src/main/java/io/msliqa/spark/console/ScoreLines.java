package io.msliqa.spark.console;

import io.msliqa.network.Cause;
import io.msliqa.scale.QualityScale;
import io.msliqa.scoring.CauseShare;
import io.msliqa.scoring.ImageResult;
import java.io.PrintStream;
import java.util.Locale;

/** Shows the scores of a few pictures, a line each. */
public final class ScoreLines {

    private final PrintStream out;

    public ScoreLines(PrintStream out) {
        this.out = out;
        out.printf(Locale.ROOT, "   score  spread  picture%n");
    }

    /** The score of a picture and, where the model says so, what is wrong; or the reason why there is no score. */
    public void print(ImageResult result) {
        if (result instanceof ImageResult.Scored scored) {
            String cause = scored.score().causes().isEmpty()
                    ? ""
                    : "   " + text(scored.score().causes().get(0));
            out.printf(
                    Locale.ROOT,
                    "%8.3f %7.3f  %s%s%n",
                    scored.score().score(),
                    scored.score().deviation(),
                    scored.id(),
                    cause);
        } else if (result instanceof ImageResult.Failed failed) {
            out.printf(Locale.ROOT, "%8s %7s  %s   %s: %s%n", "-", "-", failed.id(), failed.reason(), failed.message());
        }
        out.flush();
    }

    private static String text(CauseShare cause) {
        return cause.cause() == Cause.NONE
                ? "nothing wrong"
                : String.format(Locale.ROOT, "%s %.0f%%", cause.cause(), 100 * cause.share());
    }

    /** What the scores mean. */
    public void print(QualityScale scale) {
        boolean higher = scale.direction() == QualityScale.Direction.HIGHER_IS_BETTER;
        out.printf(
                Locale.ROOT,
                "%nScores go from %s (%s) to %s (%s). Keep those of many pictures: msliqa score PICTURES --output DIR%n",
                number(scale.min()),
                higher ? "worst" : "best",
                number(scale.max()),
                higher ? "best" : "worst");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
