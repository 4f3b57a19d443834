package io.msliqa.spark.listing;

import io.msliqa.image.FailureReason;
import io.msliqa.spark.rows.CorpusRow;
import java.io.IOException;

/**
 * A picture in a shard, by the name that the table gives it.
 *
 * @param shard where the shard lies
 * @param entry the entry's name in the shard, with the separator between the two
 * @param lookInto finds what lies in a shard
 */
record EntryPlace(Place shard, String entry, Shards lookInto) implements Place {

    @Override
    public String name() {
        return shard.name() + entry;
    }

    @Override
    public boolean exists() throws IOException {
        return shard.exists();
    }

    @Override
    public Runnable lookUp(Taking taking) {
        try {
            CorpusRow found = lookInto.entries(shard, taking.rules())
                    .getOrDefault(
                            name(),
                            CorpusRow.unlisted(
                                    name(), FailureReason.MISSING, "There is nothing of that name in the shard."));
            return () -> taking.sink().accept(found);
        } catch (IOException e) {
            return () -> taking.sink()
                    .accept(CorpusRow.unlisted(
                            name(), FailureReason.UNREADABLE, "The storage says: " + e.getMessage()));
        }
    }
}
