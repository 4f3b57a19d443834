package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * Files that hold many pictures. What lies in one is named by its file and its place there:
 * {@code s3a://bucket/shard-000.tar!/0001.jpg}, {@code /data/pictures.parquet!/17}.
 */
enum ShardKind {
    /** Files one behind the other, as WebDataset has them. Not compressed. */
    TAR {
        @Override
        List<CorpusRow> entries(CorpusRow shard, Configuration hadoop, ShardRules rules) throws IOException {
            return TarShard.entries(shard, hadoop, rules);
        }

        @Override
        OpenShard open(String shard, Configuration hadoop, ShardRules rules) throws IOException {
            return TarShard.open(shard, hadoop);
        }
    },
    /** Rows with a column of bytes. A picture's name is its row's number, from 0. */
    PARQUET {
        @Override
        List<CorpusRow> entries(CorpusRow shard, Configuration hadoop, ShardRules rules) throws IOException {
            return ParquetShard.entries(shard, hadoop, rules);
        }

        @Override
        OpenShard open(String shard, Configuration hadoop, ShardRules rules) throws IOException {
            return ParquetShard.open(shard, hadoop, rules);
        }
    };

    /** Between the shard and the place in it. */
    static final String SEPARATOR = "!/";

    /** The shard's name first, then what its extension is. A number tells entries of one name from each other. */
    static final Pattern ENTRY = Pattern.compile("(?i)(.*?\\.(tar|parquet))![0-9]*/.*", Pattern.DOTALL);

    /** Which kind a file is, by its name; empty for a file that is a picture, or wants to be one. */
    static Optional<ShardKind> of(String file) {
        String extension = file.substring(file.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        return extension.equals("TAR") || extension.equals("PARQUET")
                ? Optional.of(valueOf(extension))
                : Optional.empty();
    }

    /** The shard that holds an entry. */
    static String shardOf(CorpusRow entry) {
        Matcher parts = ENTRY.matcher(entry.image());
        if (!parts.matches()) {
            throw new IllegalArgumentException(entry.image() + " names nothing in a shard");
        }
        return parts.group(1);
    }

    /**
     * What lies in a shard, in its order.
     *
     * @param shard as it was listed
     * @throws IOException if it cannot be read
     */
    abstract List<CorpusRow> entries(CorpusRow shard, Configuration hadoop, ShardRules rules) throws IOException;

    abstract OpenShard open(String shard, Configuration hadoop, ShardRules rules) throws IOException;
}
