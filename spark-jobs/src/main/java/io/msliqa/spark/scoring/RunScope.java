package io.msliqa.spark.scoring;

import io.msliqa.image.FailureReason;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says how much of the work a run takes on.
 *
 * @param limit so many pictures at most
 * @param again failures that are tried again, by their reason; without it, a picture that failed counts as done until
 *     its file changes
 */
public record RunScope(long limit, Set<FailureReason> again) {

    /** The scope of all that is new. */
    public static final RunScope NEW = new RunScope(Long.MAX_VALUE, Set.of());

    public RunScope {
        if (limit < 1) {
            throw new IllegalArgumentException("A run of at most " + limit + " pictures does nothing");
        }
        again = again.isEmpty() ? Set.of() : EnumSet.copyOf(again);
    }

    Set<String> reasons() {
        Set<String> reasons = new TreeSet<>();
        again.forEach(reason -> reasons.add(reason.name()));
        return reasons;
    }
}
