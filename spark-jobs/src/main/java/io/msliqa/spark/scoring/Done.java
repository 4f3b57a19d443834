package io.msliqa.spark.scoring;

import io.msliqa.spark.listing.FingerprintSet;
import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import io.msliqa.spark.listing.KnownFingerprints;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.store.FailedRows;
import io.msliqa.spark.store.ScoreTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** What one model has done of the pictures before a run, and what of that does not count. */
final class Done implements AutoCloseable {

    /** What is to become of a picture. */
    enum Verdict {
        /** The table has it. */
        SKIP,
        /** The table lacks it. */
        NEW,
        /** It failed before and is tried again, after all that is new. */
        AGAIN
    }

    /** What a table says. */
    private record Known(
            KnownFingerprints done, KnownFingerprints failed, KnownFingerprints unlisted, KnownFingerprints without)
            implements AutoCloseable {

        static Known nothing() {
            FingerprintSet none = new FingerprintSet();
            return new Known(none, none, none, none);
        }

        static Known of(ScoreTable table, FailedRows retried, long few) {
            FingerprintSet none = new FingerprintSet();
            boolean noneAgain = retried.reasons().isEmpty();
            return new Known(
                    table.done(retried, few),
                    noneAgain ? none : table.images(retried, few),
                    noneAgain ? none : table.unlisted(retried, few),
                    table.without(retried, few));
        }

        private List<KnownFingerprints> all() {
            return List.of(done, failed, unlisted, without);
        }

        int atOnce() {
            return all().stream().mapToInt(KnownFingerprints::atOnce).max().orElseThrow();
        }

        @Override
        public void close() {
            all().forEach(KnownFingerprints::close);
        }
    }

    /** What a table says of a stretch of pictures, by their places in it. */
    private record Answers(
            List<CorpusRow> files, BitSet done, BitSet failed, BitSet without, Set<String> unlistedAbove) {}

    private final FailedRows retried;
    private final Supplier<Known> table;
    private final Set<String> forgotten = new LinkedHashSet<>();
    private Known known;
    private Answers answers = new Answers(List.of(), new BitSet(), new BitSet(), new BitSet(), Set.of());
    private long skipped;
    private long stillFailed;

    private Done(FailedRows retried, Supplier<Known> table) {
        this.retried = retried;
        this.table = table;
        this.known = table.get();
    }

    /** Nothing, as there is no table yet. */
    static Done nothing(FailedRows retried) {
        return new Done(retried, Known::nothing);
    }

    /** What a table holds. */
    static Done of(ScoreTable table, FailedRows retried, DriverRoom room) {
        return new Done(retried, () -> Known.of(table, retried, room.fingerprints()));
    }

    /** How many pictures it pays to ask about at once, at most. */
    int atOnce() {
        return known.atOnce();
    }

    /** Asks about pictures, all at once; {@link #look} then tells of each. */
    void ask(List<CorpusRow> files) {
        List<Fingerprint> now = prints(files, Fingerprint::of);
        answers = new Answers(
                files,
                known.done().known(now),
                known.failed().isEmpty()
                        ? new BitSet()
                        : known.failed().known(prints(files, file -> Fingerprint.of(file.image()))),
                known.without().isEmpty() ? new BitSet() : known.without().known(now),
                known.unlisted().isEmpty() ? Set.of() : unlistedAbove(files));
    }

    private static <T> List<Fingerprint> prints(Collection<T> items, Function<T, Fingerprint> print) {
        return items.stream().map(print).toList();
    }

    /** Finds folders and shards that could not be listed once, but whose pictures are found now. */
    private Set<String> unlistedAbove(List<CorpusRow> files) {
        Set<String> places = new LinkedHashSet<>();
        files.forEach(file -> places.addAll(above(file.image())));
        BitSet unlisted = known.unlisted().known(prints(places, Fingerprint::of));
        Set<String> found = new LinkedHashSet<>();
        int index = 0;
        for (String place : places) {
            if (unlisted.get(index++)) {
                found.add(place);
            }
        }
        return found;
    }

    private static List<String> above(String image) {
        List<String> places = new ArrayList<>();
        for (int end = image.lastIndexOf('/'); end > 0; end = image.lastIndexOf('/', end - 1)) {
            String above = image.substring(0, end);
            places.add(above.endsWith("!") ? above.substring(0, end - 1) : above);
        }
        return places;
    }

    /** What is to become of a picture, by its place among those asked about; it is then counted. */
    Verdict look(int place) {
        CorpusRow file = answers.files().get(place);
        if (!answers.unlistedAbove().isEmpty()) {
            // They are no failures any more.
            above(file.image()).stream()
                    .filter(answers.unlistedAbove()::contains)
                    .forEach(forgotten::add);
        }
        boolean failedBefore = answers.failed().get(place);
        if (answers.done().get(place)) {
            if (failedBefore) {
                // It failed as it was once, and is done as it is now.
                forgotten.add(file.image());
            }
            skipped++;
            stillFailed += answers.without().get(place) ? 1 : 0;
            return Verdict.SKIP;
        }
        if (failedBefore) {
            forgotten.add(file.image());
            return Verdict.AGAIN;
        }
        return Verdict.NEW;
    }

    /** Which rows may be forgotten. */
    FailedRows retried() {
        return retried;
    }

    /** The failures that do not count any more: pictures that are tried again, and folders that can be listed now. */
    List<String> forgotten() {
        return List.copyOf(forgotten);
    }

    /** How many those are so far. */
    int forgottenSoFar() {
        return forgotten.size();
    }

    /** Goes on when the table has {@link #forgotten}. */
    void goOn() {
        forgotten.clear();
        known.close();
        // The files that it was read from may be gone.
        known = table.get();
    }

    /** How many of the pictures so far the table holds. */
    long skipped() {
        return skipped;
    }

    /** How many of those have no score in it. */
    long stillFailed() {
        return stillFailed;
    }

    /** Frees what the executors hold. */
    @Override
    public void close() {
        known.close();
    }
}
