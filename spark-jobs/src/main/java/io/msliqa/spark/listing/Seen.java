package io.msliqa.spark.listing;

import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import io.msliqa.spark.rows.CorpusRow;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells what was found before. It remembers all, until they are many: then, where it can find out what will come more than once,
 * only that.
 */
final class Seen {

    private final long few;
    private final Supplier<Optional<FingerprintSet>> repeated;
    private Predicate<Fingerprint> mayComeAgain = print -> true;
    private FingerprintSet seen = new FingerprintSet();
    private boolean lookedAhead;

    /**
     * Has seen nothing yet.
     *
     * @param few how many it remembers before it finds out
     * @param repeated all that comes more than once; empty if nobody can tell
     */
    Seen(long few, Supplier<Optional<FingerprintSet>> repeated) {
        this.few = few;
        this.repeated = repeated;
    }

    /** Whether this is the first time. */
    boolean isNew(CorpusRow file) {
        Fingerprint print = Fingerprint.ofWhole(file);
        if (!mayComeAgain.test(print)) {
            return true;
        }
        if (!seen.add(print)) {
            return false;
        }
        if (seen.size() >= few && !lookedAhead) {
            lookedAhead = true;
            repeated.get().ifPresent(this::rememberOnly);
        }
        return true;
    }

    private void rememberOnly(FingerprintSet coming) {
        FingerprintSet before = seen;
        seen = new FingerprintSet(coming.size());
        coming.forEach(print -> {
            if (before.contains(print)) {
                seen.add(print);
            }
        });
        mayComeAgain = coming::contains;
    }
}
