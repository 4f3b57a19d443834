package io.msliqa.spark.scoring;

import io.msliqa.spark.listing.FingerprintSet;
import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.store.FailedRows;
import io.msliqa.spark.store.ScoreTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Selects the found pictures that are to be scored: first those that the table does not hold, then ({@link #again})
 * those that failed before and are wanted again. It skips the rest and counts it.
 */
final class ToDo implements Iterator<CorpusRow> {

    private final Iterator<CorpusRow> found;
    private final FingerprintSet done;
    private final FingerprintSet failed;
    private final FingerprintSet unlisted;
    private final FingerprintSet without;
    private final long limit;
    private final List<CorpusRow> again = new ArrayList<>();
    private final Set<String> forgotten = new LinkedHashSet<>();
    private CorpusRow next;
    private long skipped;
    private long stillFailed;
    private long taken;

    private ToDo(
            Iterator<CorpusRow> found,
            FingerprintSet done,
            FingerprintSet failed,
            FingerprintSet unlisted,
            FingerprintSet without,
            long limit) {
        this.found = found;
        this.done = done;
        this.failed = failed;
        this.unlisted = unlisted;
        this.without = without;
        this.limit = limit;
    }

    /** Selects everything, as there is no table yet. */
    static ToDo everything(Iterator<CorpusRow> found, long limit) {
        FingerprintSet none = new FingerprintSet();
        return new ToDo(found, none, none, none, none, limit);
    }

    /** Selects what a table lacks, and those of its failures that may be tried again. */
    static ToDo of(Iterator<CorpusRow> found, ScoreTable table, FailedRows retried, long limit) {
        FingerprintSet none = new FingerprintSet();
        boolean noneAgain = retried.reasons().isEmpty();
        return new ToDo(
                found,
                table.done(retried),
                noneAgain ? none : table.images(retried),
                noneAgain ? none : table.unlisted(retried),
                table.without(retried),
                limit);
    }

    @Override
    public boolean hasNext() {
        while (next == null && taken < limit && found.hasNext()) {
            take(found.next());
        }
        return next != null;
    }

    private void take(CorpusRow file) {
        if (unlisted.size() > 0) {
            forgetAbove(file.image());
        }
        if (done.contains(Fingerprint.of(file))) {
            if (failed.contains(Fingerprint.of(file.image()))) {
                // It failed as it was once, and is done as it is now.
                forgotten.add(file.image());
            }
            skipped++;
            stillFailed += without.contains(Fingerprint.of(file)) ? 1 : 0;
            return;
        }
        taken++;
        if (failed.contains(Fingerprint.of(file.image()))) {
            again.add(file);
            forgotten.add(file.image());
        } else {
            next = file;
        }
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

    @Override
    public CorpusRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        CorpusRow file = next;
        next = null;
        return file;
    }

    /** The pictures that failed before; complete when there is no next one. */
    List<CorpusRow> again() {
        return List.copyOf(again);
    }

    /** The failures that do not count any more: those pictures, and the folders that can be listed now. */
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

    /** How many pictures were looked at so far. */
    long seen() {
        return skipped + taken;
    }

    /** Whether the selection stopped because of the limit. */
    boolean isLimited() {
        return taken >= limit;
    }
}
