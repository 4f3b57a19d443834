package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Finds single pictures in shards. It remembers the last shard, because a list mostly goes on with the same one. */
final class Shards {

    private final Configuration hadoop;
    private String last = "";
    private Map<String, CorpusRow> entries = Map.of();

    Shards(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /** The entries of a shard, by name. */
    synchronized Map<String, CorpusRow> entries(Place shard, ShardRules rules) throws IOException {
        if (!last.equals(shard.name())) {
            List<CorpusRow> files = new ArrayList<>();
            shard.lookUp(new Taking(rules, java.util.Set.of(), files::add)).run();
            if (files.size() != 1 || !files.get(0).listed()) {
                throw new FileNotFoundException("There is no file '" + shard.name() + "'");
            }
            Map<String, CorpusRow> found = new HashMap<>();
            for (CorpusRow entry : ShardKind.of(shard.name()).orElseThrow().entries(files.get(0), hadoop, rules)) {
                found.put(entry.image(), entry);
            }
            entries = found;
            last = shard.name();
        }
        return entries;
    }
}
