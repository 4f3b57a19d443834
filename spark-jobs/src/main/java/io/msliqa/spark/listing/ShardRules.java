package io.msliqa.spark.listing;

import java.io.Serializable;
import java.util.Locale;
import java.util.Set;

/**
 * Says which entries of a shard count as pictures.
 *
 * @param extensions of files, lower case and without the dot; empty for all
 * @param parquetColumn the column of bytes; empty for the only one there is
 */
public record ShardRules(Set<String> extensions, String parquetColumn) implements Serializable {

    public ShardRules {
        extensions = Set.copyOf(extensions);
    }

    /** Whether a file of such a name is taken. */
    boolean wants(String name) {
        return extensions.isEmpty()
                || extensions.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
