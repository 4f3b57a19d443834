package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** What lies in shards that single pictures are asked of. The last one is remembered, as lists mostly go on with it. */
final class Shards {

    private final Configuration hadoop;
    private String last = "";
    private Map<String, CorpusRow> entries = Map.of();

    Shards(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /** By name. */
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
