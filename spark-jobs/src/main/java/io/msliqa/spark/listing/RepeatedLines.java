package io.msliqa.spark.listing;

import io.msliqa.UserException;
import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import io.msliqa.spark.rows.CorpusRow;
import java.util.Iterator;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Finds out on the executors what comes more than once in a list, so that the driver need not remember all of it.
 *
 * @param manifest the list's own place
 * @param others counts lines of which only the storage knows what they stand for
 */
record RepeatedLines(Broadcast<SerializableConfiguration> hadoop, String manifest, LongAccumulator others)
        implements FlatMapFunction<Iterator<Row>, Fingerprint> {

    /**
     * What comes more than once.
     *
     * @return empty if a line may stand for any picture: its length or its time is not given, or it names a shard
     */
    static Optional<FingerprintSet> of(Dataset<Row> lines, Path manifest, Broadcast<SerializableConfiguration> hadoop) {
        lines.sparkSession().sparkContext().setJobDescription("Looking for what " + manifest + " names twice");
        LongAccumulator others = lines.sparkSession().sparkContext().longAccumulator();
        JavaRDD<Fingerprint> files =
                lines.javaRDD().mapPartitions(new RepeatedLines(hadoop, manifest.toString(), others));
        FingerprintSet repeated = SpreadFingerprints.repeated(files, lines.count());
        return others.isZero() ? Optional.of(repeated) : Optional.empty();
    }

    @Override
    public Iterator<Fingerprint> call(Iterator<Row> lines) {
        Places places = new Places(hadoop.value().value());
        Path list = new Path(manifest);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return lines.hasNext();
            }

            @Override
            public Fingerprint next() {
                return print(PictureList.entry(lines.next()), places, list);
            }
        };
    }

    private Fingerprint print(ListedPicture picture, Places places, Path list) {
        try {
            Optional<CorpusRow> file = picture.asListed(places, list);
            if (file.isPresent() && ShardKind.of(file.get().image()).isEmpty()) {
                return Fingerprint.ofWhole(file.get());
            }
        } catch (UserException e) {
            // The listing will say so.
        }
        others.add(1);
        return Fingerprint.of(picture.image());
    }
}
