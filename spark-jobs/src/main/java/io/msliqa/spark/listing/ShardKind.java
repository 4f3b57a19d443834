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
 * The kinds of files that hold many pictures. A picture in a shard is named by the shard's file and its place there:
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

    /** The separator between the shard and the place in it. */
    static final String SEPARATOR = "!/";

    /**
     * The form of an entry's name: group 1 is the shard's name, group 2 its extension. A number tells entries of the
     * same name apart.
     */
    static final Pattern ENTRY = Pattern.compile("(?i)(.*?\\.(tar|parquet))![0-9]*/.*", Pattern.DOTALL);

    /** The kind of a file, by its name; empty if the file is not a shard. */
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
     * The entries of a shard, in its order.
     *
     * @param shard as it was listed
     * @throws IOException if it cannot be read
     */
    abstract List<CorpusRow> entries(CorpusRow shard, Configuration hadoop, ShardRules rules) throws IOException;

    abstract OpenShard open(String shard, Configuration hadoop, ShardRules rules) throws IOException;
}
