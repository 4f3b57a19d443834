package io.msliqa.spark.listing;

import io.msliqa.image.FailureReason;
import io.msliqa.spark.rows.CorpusRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Hands on files as they come, and in the place of each shard its entries. Tasks look these up, some shards at a time.
 */
final class ShardListing implements Consumer<CorpusRow> {

    /** How many shards are looked up together; their entries must fit into the driver's memory. */
    private static final int SHARDS_AT_ONCE = 16;

    private final SparkSession spark;
    private final Index index;
    private final Consumer<CorpusRow> sink;
    private final List<CorpusRow> waiting = new ArrayList<>();

    ShardListing(
            SparkSession spark,
            Broadcast<SerializableConfiguration> hadoop,
            ShardRules rules,
            Consumer<CorpusRow> sink) {
        this.spark = spark;
        this.index = new Index(hadoop, rules);
        this.sink = sink;
    }

    @Override
    public void accept(CorpusRow file) {
        if (!file.listed() || ShardKind.of(file.image()).isEmpty()) {
            sink.accept(file);
            return;
        }
        waiting.add(file);
        if (waiting.size() == SHARDS_AT_ONCE) {
            finish();
        }
    }

    /** Hands on what lies in the shards that are still waiting. */
    void finish() {
        if (waiting.isEmpty()) {
            return;
        }
        spark.sparkContext().setJobDescription("Looking into " + waiting.size() + " shards");
        List<Row> rows = waiting.stream().map(CorpusRow::toRow).toList();
        waiting.clear();
        // A task a shard, whose entries come back in the order of the shards.
        JavaRDD<Row> shards = new JavaSparkContext(spark.sparkContext()).parallelize(rows, rows.size());
        spark.createDataFrame(shards, CorpusRow.SCHEMA)
                .flatMap(index, Encoders.row(CorpusRow.SCHEMA))
                .collectAsList()
                .forEach(entry -> sink.accept(CorpusRow.of(entry)));
    }

    /** Runs in a task: takes a shard and gives its entries. */
    private record Index(Broadcast<SerializableConfiguration> hadoop, ShardRules rules)
            implements FlatMapFunction<Row, Row> {

        @Override
        public Iterator<Row> call(Row row) {
            return entries(CorpusRow.of(row)).stream().map(CorpusRow::toRow).iterator();
        }

        private List<CorpusRow> entries(CorpusRow shard) {
            Configuration configuration = hadoop.value().value();
            try {
                List<CorpusRow> entries =
                        ShardKind.of(shard.image()).orElseThrow().entries(shard, configuration, rules);
                return entries.isEmpty()
                        ? List.of(
                                CorpusRow.unlisted(shard.image(), FailureReason.EMPTY, "No picture lies in this file."))
                        : entries;
            } catch (FileNotFoundException e) {
                return List.of(CorpusRow.unlisted(shard.image(), FailureReason.MISSING, "There is no such file."));
            } catch (IOException e) {
                return List.of(CorpusRow.unlisted(
                        shard.image(), FailureReason.UNREADABLE, "The storage says: " + e.getMessage()));
            }
        }
    }
}
