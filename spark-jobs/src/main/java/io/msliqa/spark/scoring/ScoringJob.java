package io.msliqa.spark.scoring;

import io.msliqa.model.ModelBundle;
import io.msliqa.scoring.ImageScorer;
import io.msliqa.scoring.ScoringSettings;
import io.msliqa.spark.listing.ImageLister;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.rows.ScoreStamp;
import io.msliqa.spark.settings.ScoringJobSettings;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.FailedRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Pictures in, score rows out, lazily, in one narrow stage: nothing is shuffled, and no picture's patches leave its task.
 *
 * <p>A picture's row (but for the time in it) does not depend on the partition it is in, on its neighbours or on how
 * often its task had to be tried.
 */
public final class ScoringJob {

    private final SparkSession spark;
    private final PartitionScorer scorer;
    private final ScoreStamp stamp;
    private final String preprocessing;
    private final Stopwatches watches;

    private ScoringJob(SparkSession spark, PartitionScorer scorer, PartitionScorer.Work work) {
        this.spark = spark;
        this.scorer = scorer;
        this.stamp = work.stamp();
        this.preprocessing = work.scoring().preprocessing().text();
        this.watches = work.watches();
    }

    /**
     * Sends the model to the executors.
     *
     * @param run the name of the run that the rows will bear
     * @throws io.msliqa.UserException if a GPU is asked for, or assigned, and not there, or the model cannot score in the
     *     mode that is set
     */
    public static ScoringJob prepare(SparkSession spark, ModelBundle model, Settings settings, String run) {
        ScoringJobSettings job = settings.scoring();
        TaskDevice.require(job.device(), spark.sparkContext());
        ScoringSettings scoring = scoringSettings(settings);
        ImageScorer.requireSomethingToSee(model.manifest(), scoring);
        ScoreStamp stamp = new ScoreStamp(
                model.id(),
                scoring.preprocessing().id(),
                run,
                ScoreStamp.headNames(model.manifest().heads()));
        Stopwatches watches = new Stopwatches(spark.sparkContext());
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        Broadcast<byte[]> bytes = context.broadcast(model.toBytes());
        Broadcast<SerializableConfiguration> hadoop =
                context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
        PartitionScorer.Work work = new PartitionScorer.Work(
                job, scoring, settings.decoding(), ImageLister.shardRules(settings.listing()), stamp, watches);
        return new ScoringJob(spark, new PartitionScorer(work, bytes, hadoop), work);
    }

    /** What of the settings the core needs. */
    static ScoringSettings scoringSettings(Settings settings) {
        ScoringJobSettings job = settings.scoring();
        return new ScoringSettings(
                job.mode(),
                settings.patches(),
                job.batchSize(),
                job.maxWholePixels(),
                job.arithmetic(),
                job.precision(),
                job.patchMean());
    }

    /** The rows of a table that a run of such a scope may score anew. */
    FailedRows failed(RunScope scope) {
        return new FailedRows(stamp.modelId(), stamp.preprocessingId(), scope.reasons());
    }

    /** A data set of {@link CorpusRow#SCHEMA} with the partitions as they are given. */
    public Dataset<Row> corpus(List<List<CorpusRow>> partitions) {
        List<ArrayList<Row>> slices = new ArrayList<>();
        for (List<CorpusRow> partition : partitions) {
            ArrayList<Row> rows = new ArrayList<>();
            partition.forEach(file -> rows.add(file.toRow()));
            slices.add(rows);
        }
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        return spark.createDataFrame(
                context.parallelize(slices, Math.max(1, slices.size())).flatMap(ArrayList::iterator), CorpusRow.SCHEMA);
    }

    /**
     * The score rows of pictures, one for one.
     *
     * @param corpus of {@link CorpusRow#SCHEMA}; its partitions are the tasks
     * @return rows of {@link ScoreColumns#SCHEMA}
     */
    public Dataset<Row> score(Dataset<Row> corpus) {
        return corpus.mapPartitions(scorer, Encoders.row(ScoreColumns.SCHEMA));
    }

    /** What all rows share. */
    public ScoreStamp stamp() {
        return stamp;
    }

    /** Everything that decides which pixels the network sees, for people to read. */
    public String preprocessing() {
        return preprocessing;
    }

    /** What the tasks have counted so far. */
    public Stopwatches watches() {
        return watches;
    }
}
