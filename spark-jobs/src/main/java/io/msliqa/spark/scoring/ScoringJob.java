package io.msliqa.spark.scoring;

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
import java.util.Set;
import java.util.stream.Collectors;
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
 * <p>A picture's row (but for the time in it) does not depend on the partition it is in, on its neighbours, on the other
 * models of the run or on how often its task had to be tried.
 */
public final class ScoringJob {

    private final SparkSession spark;
    private final PartitionScorer scorer;
    private final List<ScoreStamp> stamps;
    private final Stopwatches watches;

    private ScoringJob(SparkSession spark, PartitionScorer scorer, List<ScoreStamp> stamps, Stopwatches watches) {
        this.spark = spark;
        this.scorer = scorer;
        this.stamps = stamps;
        this.watches = watches;
    }

    /**
     * Sends the models to the executors.
     *
     * @param models at least one
     * @param run the name of the run that the rows will bear
     * @throws io.msliqa.UserException if a GPU is asked for, or assigned, and not there, or a model cannot score in the
     *     mode that is set
     */
    public static ScoringJob prepare(SparkSession spark, List<ScoringModel> models, Settings settings, String run) {
        ScoringJobSettings job = settings.scoring();
        Set<GpuEngine> engines = models.stream().map(ScoringModel::gpuEngine).collect(Collectors.toSet());
        TaskDevice.require(job.device(), engines, spark.sparkContext());
        ScoringSettings scoring = scoringSettings(settings);
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        List<SentModel> sent = new ArrayList<>();
        for (ScoringModel model : models) {
            model.require(scoring);
            sent.add(SentModel.of(model, model.stamp(scoring, run), context));
        }
        Stopwatches watches = new Stopwatches(spark.sparkContext());
        Broadcast<SerializableConfiguration> hadoop =
                context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
        PartitionScorer.Work work = new PartitionScorer.Work(
                job, scoring, settings.decoding(), ImageLister.shardRules(settings.listing()), watches);
        return new ScoringJob(
                spark,
                new PartitionScorer(work, sent, hadoop),
                sent.stream().map(SentModel::stamp).toList(),
                watches);
    }

    /** What of the settings the core needs. */
    static ScoringSettings scoringSettings(Settings settings) {
        ScoringJobSettings job = settings.scoring();
        return new ScoringSettings(
                job.mode(),
                settings.patches(),
                job.batchSize(),
                job.maxWholePixels(),
                job.viewPixels(),
                job.arithmetic(),
                job.precision(),
                job.patchMean());
    }

    /** The rows of a table that a run of such a scope may score anew, of each model. */
    List<FailedRows> failed(RunScope scope) {
        return stamps.stream()
                .map(stamp -> new FailedRows(stamp.modelId(), stamp.preprocessingId(), scope.reasons()))
                .toList();
    }

    /** A data set of {@link ScoringTask#SCHEMA} with the partitions as they are given. */
    Dataset<Row> tasks(List<List<ScoringTask>> partitions) {
        List<ArrayList<Row>> slices = new ArrayList<>();
        for (List<ScoringTask> partition : partitions) {
            ArrayList<Row> rows = new ArrayList<>();
            partition.forEach(task -> rows.add(task.toRow()));
            slices.add(rows);
        }
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        return spark.createDataFrame(
                context.parallelize(slices, Math.max(1, slices.size())).flatMap(ArrayList::iterator),
                ScoringTask.SCHEMA);
    }

    /** The same of pictures that all models are to score. */
    public Dataset<Row> corpus(List<List<CorpusRow>> partitions) {
        long all = ScoringTask.allOf(stamps.size());
        return tasks(partitions.stream()
                .map(files ->
                        files.stream().map(file -> new ScoringTask(file, all)).toList())
                .toList());
    }

    /**
     * The score rows of pictures, one for each model that is to score it, in the models' order.
     *
     * @param corpus of {@link ScoringTask#SCHEMA}; its partitions are the tasks
     * @return rows of {@link ScoreColumns#SCHEMA}
     */
    public Dataset<Row> score(Dataset<Row> corpus) {
        return corpus.mapPartitions(scorer, Encoders.row(ScoreColumns.SCHEMA));
    }

    /** What all rows of a model share, in the models' order. */
    List<ScoreStamp> stamps() {
        return stamps;
    }

    /** What the tasks have counted so far. */
    public Stopwatches watches() {
        return watches;
    }
}
