package io.msliqa.spark.scoring;

import ai.djl.Device;
import io.msliqa.UserException;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.scale.QualityScale;
import io.msliqa.scoring.ImageInput;
import io.msliqa.scoring.ImageResult;
import io.msliqa.scoring.PictureScorer;
import io.msliqa.spark.settings.ScoringJobSettings.DeviceChoice;
import io.msliqa.spark.settings.Settings;
import io.msliqa.work.Pending;
import io.msliqa.work.Workers;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/**
 * Scores pictures of this machine on its CPU, without Spark, and keeps nothing. The scores are those that a table would
 * have, to the bit.
 */
public final class FewPictures {

    private final ScoringModel model;
    private final Settings settings;

    private FewPictures(ScoringModel model, Settings settings) {
        this.model = model;
        this.settings = settings;
    }

    /**
     * Loads the model.
     *
     * @throws UserException if the model cannot be read, or the settings ask for a GPU, which Spark would assign
     */
    public static FewPictures prepare(Settings settings) {
        if (settings.scoring().device() == DeviceChoice.GPU) {
            throw new UserException(
                    "scoring.device is gpu, but without a table pictures are scored on the CPU. Leave it"
                            + " out, or keep the scores in a table with --output DIR");
        }
        return new FewPictures(Model.only(settings.model(), new Configuration(), "A score without a table"), settings);
    }

    /** What the scores mean. */
    public QualityScale scale() {
        return model.scale();
    }

    /** Scores pictures on all cores and hands the results over in the order of the pictures. */
    public void score(List<Path> pictures, Consumer<ImageResult> results) {
        int threads = Math.min(pictures.size(), Runtime.getRuntime().availableProcessors());
        Queue<PictureScorer> idle = new ConcurrentLinkedQueue<>();
        try (Workers workers = Workers.of("score", threads)) {
            List<Pending<ImageResult, RuntimeException>> all = pictures.stream()
                    .map(picture -> workers.<ImageResult, RuntimeException>begin(() -> score(picture, idle)))
                    .toList();
            all.forEach(result -> results.accept(result.result()));
        } finally {
            idle.forEach(PictureScorer::close);
        }
    }

    /** A scorer serves one thread; its next picture may be another thread's. */
    private ImageResult score(Path picture, Queue<PictureScorer> idle) {
        PictureScorer free = idle.poll();
        PictureScorer scorer = free == null ? open() : free;
        ImageInput input = ImageInput.of(picture, settings.decoding());
        ImageResult result = scorer.score(List.of(input).iterator()).next();
        idle.add(scorer);
        return result;
    }

    private PictureScorer open() {
        return model.open(
                settings.scoring(),
                ScoringJob.scoringSettings(settings),
                Device.cpu(),
                new ImageDecoder(settings.decoding()));
    }
}
