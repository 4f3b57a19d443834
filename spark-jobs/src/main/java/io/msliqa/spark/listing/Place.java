package io.msliqa.spark.listing;

import java.io.IOException;

/** A file, a folder or an entry of a shard that the user named, on some storage, wherever that is. */
interface Place {

    /** Its name in messages and rows. */
    String name();

    /** Whether there is anything. */
    boolean exists() throws IOException;

    /** Asks for it now; hands over all that it is, or that lies below, when what it returns is run. */
    Runnable lookUp(Taking taking);
}
