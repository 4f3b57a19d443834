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
 *
 * <p>Where the executors hold what is done, it asks them about a stretch of pictures at a time. Where more failures are wanted
 * again than the driver has room for, it stops for these, and {@link #goOn goes on}.
 */
final class ToDo implements Iterator<ScoringTask>, AutoCloseable {

    private final Iterator<CorpusRow> found;
    private final List<Done> models;
    private final long limit;
    private final DriverRoom room;
    private final List<ScoringTask> again = new ArrayList<>();
    private List<CorpusRow> stretch = List.of();
    private int place;
    private int length;
    private ScoringTask next;
    private long seen;
    private long skipped;
    private long taken;

    private ToDo(Iterator<CorpusRow> found, List<Done> models, long limit, DriverRoom room) {
        this.found = found;
        this.models = models;
        this.limit = limit;
        this.room = room;
        this.length = room.stretch();
    }

    /** Selects everything, as there is no table yet. */
    static ToDo everything(Iterator<CorpusRow> found, List<FailedRows> models, long limit) {
        return new ToDo(found, models.stream().map(Done::nothing).toList(), limit, DriverRoom.USUAL);
    }

    /**
     * Selects what a table lacks, and those of its failures that may be tried again.
     *
     * @param models what each of them may try again
     */
    static ToDo of(Iterator<CorpusRow> found, ScoreTable table, List<FailedRows> models, long limit, DriverRoom room) {
        DriverRoom each = room.sharedBy(models.size());
        List<Done> done =
                models.stream().map(model -> Done.of(table, model, each)).toList();
        return new ToDo(found, done, limit, room);
    }

    @Override
    public boolean hasNext() {
        while (next == null && taken < limit && !isFull() && (place < stretch.size() || ask())) {
            take(stretch.get(place));
            place++;
        }
        return next != null;
    }

    /** Asks about the next stretch; false if there is none. */
    private boolean ask() {
        int atOnce = models.stream().mapToInt(Done::atOnce).max().orElseThrow();
        List<CorpusRow> files = new ArrayList<>();
        while (files.size() < Math.min(length, atOnce) && found.hasNext()) {
            files.add(found.next());
        }
        if (files.isEmpty()) {
            return false;
        }
        models.forEach(model -> model.ask(files));
        stretch = files;
        place = 0;
        length = Math.min(2 * length, atOnce);
        return true;
    }

    private boolean isFull() {
        return models.stream().anyMatch(model -> model.forgottenSoFar() >= room.again());
    }

    private void take(CorpusRow file) {
        long now = 0;
        long later = 0;
        for (int model = 0; model < models.size(); model++) {
            Done.Verdict verdict = models.get(model).look(place);
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

    /** The pictures so far that failed before; complete when there is no next one. */
    List<ScoringTask> again() {
        return List.copyOf(again);
    }

    /** Goes on when {@link #again} are in the table; false if there is nothing to go on with. */
    boolean goOn() {
        if (!isFull()) {
            return false;
        }
        again.clear();
        models.forEach(Done::goOn);
        return true;
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

    /** Frees what the executors hold. */
    @Override
    public void close() {
        models.forEach(Done::close);
    }
}
