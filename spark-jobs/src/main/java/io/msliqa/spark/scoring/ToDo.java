package io.msliqa.spark.scoring;

import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.store.FailedRows;
import io.msliqa.spark.store.ScoreTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Selects the found pictures that are to be scored, and by which models: first those that the table does not hold, then
 * ({@link #again}) those that failed before and are wanted again. It skips the rest and counts it.
 */
final class ToDo implements Iterator<ScoringTask> {

    private final Iterator<CorpusRow> found;
    private final List<Done> models;
    private final long limit;
    private final List<ScoringTask> again = new ArrayList<>();
    private ScoringTask next;
    private long seen;
    private long skipped;
    private long taken;

    private ToDo(Iterator<CorpusRow> found, List<Done> models, long limit) {
        this.found = found;
        this.models = models;
        this.limit = limit;
    }

    /** Selects everything, as there is no table yet. */
    static ToDo everything(Iterator<CorpusRow> found, List<FailedRows> models, long limit) {
        return new ToDo(found, models.stream().map(Done::nothing).toList(), limit);
    }

    /**
     * Selects what a table lacks, and those of its failures that may be tried again.
     *
     * @param models what each of them may try again
     */
    static ToDo of(Iterator<CorpusRow> found, ScoreTable table, List<FailedRows> models, long limit) {
        return new ToDo(
                found, models.stream().map(model -> Done.of(table, model)).toList(), limit);
    }

    @Override
    public boolean hasNext() {
        while (next == null && taken < limit && found.hasNext()) {
            take(found.next());
        }
        return next != null;
    }

    private void take(CorpusRow file) {
        long now = 0;
        long later = 0;
        for (int model = 0; model < models.size(); model++) {
            Done.Verdict verdict = models.get(model).look(file);
            now |= verdict == Done.Verdict.NEW ? 1L << model : 0;
            later |= verdict == Done.Verdict.AGAIN ? 1L << model : 0;
        }
        seen++;
        if ((now | later) == 0) {
            skipped++;
            return;
        }
        taken++;
        if (later != 0) {
            again.add(new ScoringTask(file, later));
        }
        if (now != 0) {
            next = new ScoringTask(file, now);
        }
    }

    @Override
    public ScoringTask next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ScoringTask task = next;
        next = null;
        return task;
    }

    /** The pictures that failed before; complete when there is no next one. */
    List<ScoringTask> again() {
        return List.copyOf(again);
    }

    /** What each model has done before, in order. */
    List<Done> models() {
        return models;
    }

    /** How many of the pictures so far no model wants. */
    long skipped() {
        return skipped;
    }

    /** How many pictures were looked at so far. */
    long seen() {
        return seen;
    }

    /** Whether the selection stopped because of the limit. */
    boolean isLimited() {
        return taken >= limit;
    }
}
