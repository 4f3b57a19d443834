package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.io.Closeable;
import java.io.IOException;

/** A shard that is being read. Not for several threads. */
interface OpenShard extends Closeable {

    /** Its URI. */
    String uri();

    /**
     * The bytes of an entry, at most {@code most} of them; none if there are none.
     *
     * @throws IOException if they cannot be read, or the shard has changed since it was listed
     */
    byte[] read(CorpusRow entry, int most) throws IOException;
}
