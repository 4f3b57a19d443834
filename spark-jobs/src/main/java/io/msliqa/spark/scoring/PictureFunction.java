package io.msliqa.spark.scoring;

import ai.djl.Device;
import io.msliqa.image.DecodeLimits;
import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.scoring.ImageInput;
import io.msliqa.scoring.ImageResult;
import io.msliqa.scoring.PictureScorer;
import io.msliqa.scoring.ScoringSettings;
import io.msliqa.spark.listing.ImageLister;
import io.msliqa.spark.listing.LocalName;
import io.msliqa.spark.listing.ShardReader;
import io.msliqa.spark.listing.ShardRules;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.rows.ScoreStamp;
import io.msliqa.spark.settings.ScoringJobSettings;
import io.msliqa.spark.settings.Settings;
import io.msliqa.work.StoppedException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Scores one picture at a time inside other people's queries. A picture is the name of a file on any file system, or a
 * file's bytes. The scores are those of the score table, to the bit.
 *
 * <p>Each task has a copy of its own, and one scorer, which is closed with the task.
 */
public final class PictureFunction implements Serializable {

    private static final long serialVersionUID = 1;

    /** The id of a picture that came as bytes. */
    private static final String NAMELESS = "picture";

    private final ScoringJobSettings job;
    private final ScoringSettings scoring;
    private final DecodeLimits limits;
    private final ShardRules shards;
    private final SentModel model;
    private final Broadcast<SerializableConfiguration> hadoop;

    private transient PictureScorer scorer;
    private transient long task;

    private PictureFunction(Settings settings, SentModel model, Broadcast<SerializableConfiguration> hadoop) {
        this.job = settings.scoring();
        this.scoring = ScoringJob.scoringSettings(settings);
        this.limits = settings.decoding();
        this.shards = ImageLister.shardRules(settings.listing());
        this.model = model;
        this.hadoop = hadoop;
    }

    /**
     * Sends the model to the executors.
     *
     * @throws io.msliqa.UserException if the model cannot be read
     * @throws io.msliqa.network.ModelException if it cannot score in the mode that is set
     */
    public static PictureFunction prepare(SparkSession spark, Settings settings) {
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        ScoringModel model = Model.only(settings.model(), context.hadoopConfiguration(), "A query");
        ScoringSettings scoring = ScoringJob.scoringSettings(settings);
        model.require(scoring);
        return new PictureFunction(
                settings,
                SentModel.of(model, model.stamp(scoring, ""), context),
                context.broadcast(new SerializableConfiguration(context.hadoopConfiguration())));
    }

    /** What all scores share. */
    public ScoreStamp stamp() {
        return model.stamp();
    }

    /** What became of the picture in a file. */
    public ImageResult ofFile(String name) {
        String image = absolute(name);
        try (ShardReader reader = new ShardReader(hadoop.value().value(), shards)) {
            ImageFetcher fetcher =
                    new ImageFetcher(hadoop.value().value(), reader, limits.maxBytes(), job.readAttempts());
            CorpusRow file = CorpusRow.of(image, CorpusRow.UNKNOWN, CorpusRow.NEVER, "");
            return score(new ImageInput.Fetched(name, fetcher.fetch(file)));
        } catch (ImageException e) {
            String message = e.reason() == FailureReason.MISSING ? "There is no file '" + name + "'." : e.getMessage();
            return new ImageResult.Failed(name, e.reason(), message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("Stopped while reading " + name, e);
        }
    }

    /** What became of a picture whose file has been read. */
    public ImageResult ofBytes(byte[] file) {
        return score(new ImageInput.Fetched(NAMELESS, file));
    }

    /** A name without a scheme is one of the default file system; on this machine it may be relative. */
    private String absolute(String name) {
        Configuration configuration = hadoop.value().value();
        boolean plain = !LocalName.isLocal(name) && !name.matches("(?s)[A-Za-z][A-Za-z0-9+.-]+:/.*");
        boolean local = FileSystem.getDefaultUri(configuration).getScheme().equals("file");
        return plain && local ? LocalName.of(Path.of(name)) : name;
    }

    private ImageResult score(ImageInput picture) {
        TaskContext context = TaskContext.get();
        if (context == null) {
            // Spark works out queries without a table where they are planned.
            try (PictureScorer once = open(Device.cpu())) {
                return once.score(List.of(picture).iterator()).next();
            }
        }
        if (scorer == null || task != context.taskAttemptId()) {
            PictureScorer opened =
                    open(TaskDevice.of(job.device(), model.model().gpuEngine(), context));
            context.addTaskCompletionListener((TaskCompletionListener) done -> opened.close());
            scorer = opened;
            task = context.taskAttemptId();
        }
        return scorer.score(List.of(picture).iterator()).next();
    }

    private PictureScorer open(Device device) {
        return model.model().open(job, scoring, device, new ImageDecoder(limits));
    }
}
