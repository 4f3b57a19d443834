package io.msliqa.scoring;

import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.HeadReading;
import io.msliqa.model.HeadReading.WholeView;
import io.msliqa.model.Manifest;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.ModelException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * Scores pictures: the whole way from a file's bytes to a score, in one thread, without a cluster.
 *
 * <p>Whatever is wrong with a picture becomes its {@link ImageResult.Failed}; nothing about a picture is thrown. A
 * picture's score does not depend on what is scored with it. For one thread; open one scorer for each, they share the
 * model. Close it to free native memory.
 */
public final class ImageScorer implements PictureScorer {

    private final ResultStream.Parts parts;
    private final PatchBatcher batcher;
    private final WholeImages wholeImages;
    private final ViewPlan views;

    /**
     * Scores with any network.
     *
     * @param scorer closed with this
     */
    ImageScorer(
            PatchScorer scorer,
            ScoreReduction reduction,
            List<WholeView> views,
            ImageDecoder decoder,
            ScoringSettings settings) {
        this.parts = new ResultStream.Parts(decoder, scorer, reduction, settings, new StageTimes());
        this.batcher = new PatchBatcher(scorer, settings.batchSize(), parts.times());
        this.wholeImages = new WholeImages(scorer);
        this.views = new ViewPlan(views, settings.viewPixels(), wholeImages, reduction);
    }

    /** Scores with a model on the CPU; all scorers of one model share its weights. */
    public static ImageScorer open(ModelBundle model, ImageDecoder decoder, ScoringSettings settings) {
        return open(model, CpuEngines.fastest(), decoder, settings);
    }

    /**
     * Scores with a model on any engine.
     *
     * @throws ModelException if the mode is {@link ScoringMode#VIEWS} and the model names none, or none of the plan's
     *     patches counts with this model
     * @throws IllegalArgumentException if the engine does not compute in the settings' arithmetic
     */
    public static ImageScorer open(
            ModelBundle model, ScoringEngine engine, ImageDecoder decoder, ScoringSettings asked) {
        ScoringSettings settings = asked.forModel(model.manifest());
        requireSomethingToSee(model.manifest(), settings);
        ScoreReduction reduction = new ScoreReduction(model.manifest(), settings.weights());
        PatchScorer scorer = engine.open(model, settings.arithmetic());
        return new ImageScorer(
                new OutOfMemoryRetry(scorer, engine.device()),
                reduction,
                model.manifest().reading().views(),
                decoder,
                settings.on(engine));
    }

    /**
     * Makes sure that a model can score in the mode of the settings.
     *
     * @throws ModelException if it cannot, saying which can
     */
    public static void requireSomethingToSee(Manifest manifest, ScoringSettings asked) {
        ScoringSettings settings = asked.forModel(manifest);
        HeadReading reading = manifest.reading();
        if (settings.mode() == ScoringMode.VIEWS && reading.views().isEmpty()) {
            throw new ModelException("The model " + manifest.name()
                    + " names no views of whole pictures: score with the mode levels, tta or single");
        }
        boolean counts = settings.plan().distinct(1, 1).stream().anyMatch(patch -> reading.weight(patch) > 0);
        if (settings.hasPatches() && settings.weights() == PatchWeights.MODEL && !counts) {
            throw new ModelException("The model " + manifest.name() + " gives no weight to patches of the scales "
                    + settings.plan().scales() + " and sizes " + settings.plan().sizes()
                    + ": take other scales or sizes, or the plain mean");
        }
    }

    /** Scores a file; its id is the path as text. */
    public ImageResult score(Path file) {
        return score(List.of(ImageInput.of(file, parts.decoder().limits())).iterator())
                .next();
    }

    /**
     * Scores a stream of pictures, lazily: one result for each input, in the order of the inputs.
     *
     * <p>It reads ahead until the next result is complete. What {@code inputs} throws passes through. Use one stream of
     * a scorer to its end before the next.
     */
    @Override
    public Iterator<ImageResult> score(Iterator<ImageInput> inputs) {
        return new ResultStream(inputs, parts, batcher, wholeImages, views);
    }

    @Override
    public StageTimes times() {
        return parts.times();
    }

    @Override
    public void close() {
        parts.scorer().close();
    }
}
