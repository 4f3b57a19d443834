package io.msliqa.spark.scoring;

import io.msliqa.spark.listing.FingerprintSet;
import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.store.FailedRows;
import io.msliqa.spark.store.ScoreTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one model has done of the pictures before a run, and what of that does not count. */
final class Done {

    /** What is to become of a picture. */
    enum Verdict {
        /** The table has it. */
        SKIP,
        /** The table lacks it. */
        NEW,
        /** It failed before and is tried again, after all that is new. */
        AGAIN
    }

    private final FailedRows retried;
    private final FingerprintSet done;
    private final FingerprintSet failed;
    private final FingerprintSet unlisted;
    private final FingerprintSet without;
    private final Set<String> forgotten = new LinkedHashSet<>();
    private long skipped;
    private long stillFailed;

    private Done(
            FailedRows retried,
            FingerprintSet done,
            FingerprintSet failed,
            FingerprintSet unlisted,
            FingerprintSet without) {
        this.retried = retried;
        this.done = done;
        this.failed = failed;
        this.unlisted = unlisted;
        this.without = without;
    }

    /** Nothing, as there is no table yet. */
    static Done nothing(FailedRows retried) {
        FingerprintSet none = new FingerprintSet();
        return new Done(retried, none, none, none, none);
    }

    /** What a table holds. */
    static Done of(ScoreTable table, FailedRows retried) {
        FingerprintSet none = new FingerprintSet();
        boolean noneAgain = retried.reasons().isEmpty();
        return new Done(
                retried,
                table.done(retried),
                noneAgain ? none : table.images(retried),
                noneAgain ? none : table.unlisted(retried),
                table.without(retried));
    }

    /** What is to become of a picture, which is then counted. */
    Verdict look(CorpusRow file) {
        if (unlisted.size() > 0) {
            forgetAbove(file.image());
        }
        boolean failedBefore = failed.contains(Fingerprint.of(file.image()));
        if (done.contains(Fingerprint.of(file))) {
            if (failedBefore) {
                // It failed as it was once, and is done as it is now.
                forgotten.add(file.image());
            }
            skipped++;
            stillFailed += without.contains(Fingerprint.of(file)) ? 1 : 0;
            return Verdict.SKIP;
        }
        if (failedBefore) {
            forgotten.add(file.image());
            return Verdict.AGAIN;
        }
        return Verdict.NEW;
    }

    /**
     * Finds folders and shards that could not be listed once, but whose pictures are found now: they are no failures
     * any more.
     */
    private void forgetAbove(String image) {
        for (int end = image.lastIndexOf('/'); end > 0; end = image.lastIndexOf('/', end - 1)) {
            String above = image.substring(0, end);
            String place = above.endsWith("!") ? above.substring(0, end - 1) : above;
            if (unlisted.contains(Fingerprint.of(place))) {
                forgotten.add(place);
            }
        }
    }

    /** Which rows may be forgotten. */
    FailedRows retried() {
        return retried;
    }

    /** The failures that do not count any more: pictures that are tried again, and folders that can be listed now. */
    List<String> forgotten() {
        return List.copyOf(forgotten);
    }

    /** How many of the pictures so far the table holds. */
    long skipped() {
        return skipped;
    }

    /** How many of those have no score in it. */
    long stillFailed() {
        return stillFailed;
    }
}
