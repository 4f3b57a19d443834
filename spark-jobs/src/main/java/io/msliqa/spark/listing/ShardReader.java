package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.io.IOUtils;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads pictures that lie in shards. The last shard stays open, as the next picture mostly lies behind the last one.
 *
 * <p>A read that hangs keeps its shard, and another thread may go on with others meanwhile.
 */
public final class ShardReader implements AutoCloseable {

    private final Configuration hadoop;
    private final ShardRules rules;
    private final AtomicReference<OpenShard> idle = new AtomicReference<>();
    private volatile boolean closed;

    public ShardReader(Configuration hadoop, ShardRules rules) {
        this.hadoop = hadoop;
        this.rules = rules;
    }

    /**
     * The bytes of a picture.
     *
     * @param entry of a shard, as it was listed
     * @param most so many bytes at most
     */
    public byte[] read(CorpusRow entry, int most) throws IOException {
        OpenShard shard = opened(ShardKind.shardOf(entry));
        try {
            byte[] bytes = shard.read(entry, most);
            keep(shard);
            return bytes;
        } catch (IOException | RuntimeException | Error e) {
            IOUtils.closeQuietly(shard);
            throw e;
        }
    }

    private OpenShard opened(String uri) throws IOException {
        OpenShard last = idle.getAndSet(null);
        if (last != null && last.uri().equals(uri)) {
            return last;
        }
        IOUtils.closeQuietly(last);
        return ShardKind.of(uri).orElseThrow().open(uri, hadoop, rules);
    }

    private void keep(OpenShard shard) {
        IOUtils.closeQuietly(idle.getAndSet(shard));
        if (closed) {
            // A read that was left behind ends after all others: nobody would close its shard.
            close();
        }
    }

    /** Closes a shard and ignores errors, because everything needed has been read. */
    @Override
    public void close() {
        closed = true;
        IOUtils.closeQuietly(idle.getAndSet(null));
    }
}
