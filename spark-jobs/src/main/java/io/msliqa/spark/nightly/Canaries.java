package io.msliqa.spark.nightly;

import io.msliqa.UserException;
import io.msliqa.spark.StorageProblem;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.scoring.ScoringJob;
import io.msliqa.spark.store.WholeFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Pictures of ours that never change, drawn by us (they are among {@code docs/samples}): if their scores do, it was not the
 * archive.
 */
final class Canaries {

    private Canaries() {}

    /**
     * Their scores by name; NaN for one that could not be scored.
     *
     * @param folder where executors can read them; they are put there
     */
    static SortedMap<String, Double> score(ScoringJob job, Path folder, Configuration hadoop) {
        List<List<CorpusRow>> partitions = new ArrayList<>();
        for (String name : SamplePictures.NAMES) {
            Path file = new Path(folder, name);
            byte[] bytes = SamplePictures.bytes(name);
            try {
                WholeFile.replace(file, bytes, hadoop);
                String uri = file.getFileSystem(hadoop).makeQualified(file).toString();
                partitions.add(List.of(CorpusRow.of(uri, bytes.length, Instant.EPOCH, "")));
            } catch (IOException e) {
                throw new UserException("'" + file + "' cannot be written: " + StorageProblem.of(e), e);
            }
        }
        SortedMap<String, Double> scores = new TreeMap<>();
        Dataset<Row> rows = job.score(job.corpus(partitions));
        for (Row row : rows.select(ScoreColumns.IMAGE, ScoreColumns.SCORE).collectAsList()) {
            scores.put(new Path(row.getString(0)).getName(), row.isNullAt(1) ? Double.NaN : row.getDouble(1));
        }
        return scores;
    }
}
