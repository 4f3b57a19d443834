package io.msliqa.torch.training;

import ai.djl.Device;
import io.msliqa.image.DecodeLimits;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.HeadPolicy;
import io.msliqa.model.Manifest;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.HeadOutputs;
import io.msliqa.network.Quality;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.quality.labels.LabelledImage;
import io.msliqa.quality.labels.LabelledSet;
import io.msliqa.quality.metrics.Agreement;
import io.msliqa.quality.metrics.Bootstrap;
import io.msliqa.quality.metrics.Pairs;
import io.msliqa.quality.metrics.Statistic;
import io.msliqa.scoring.ImageResult;
import io.msliqa.scoring.ImageScore;
import io.msliqa.scoring.ImageScorer;
import io.msliqa.scoring.ScoringMode;
import io.msliqa.scoring.ScoringSettings;
import io.msliqa.torch.scoring.TorchEngine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;

/** Scores labelled pictures with a finished model, by the very code that scores archives. */
public final class BundleValidator {

    private static final Set<Statistic> WANTED = EnumSet.of(Statistic.SRCC, Statistic.PLCC);

    private final ModelBundle model;
    private final Device device;
    private final IntConsumer progress;

    /**
     * @param model with the policy MATCHED: the other two follow from its heads' means
     * @param progress told how many pictures were scored since it was last told
     */
    public BundleValidator(ModelBundle model, Device device, IntConsumer progress) {
        this.model = model;
        this.device = device;
        this.progress = progress;
    }

    /** Scores at most so many pictures of a set, whole and under TTA, and compares the scores with the opinions. */
    public BundleValidation.OfSource judge(String name, LabelledSet set, int most) {
        return judge(name, set, most, Quality.SCORE);
    }

    /**
     * Scores at most so many pictures of a set, whole, under TTA and, if the heads put out several things, in the model's views
     * and levels, and compares the scores with the opinions.
     *
     * @param quality of the model's that speaks; {@link Quality#SCORE} for the score that is made of them
     */
    public BundleValidation.OfSource judge(String name, LabelledSet set, int most, Quality quality) {
        List<LabelledImage> images = set.spread(most).images();
        ToDoubleFunction<ImageScore> speaks = score -> score.qualities().getOrDefault(quality, score.score());
        Agreement single = agreement(set, images, score(images, ScoringMode.SINGLE), speaks);
        List<ImageScore> tta = score(images, ScoringMode.TTA);
        Manifest manifest = model.manifest();
        Map<HeadPolicy, Agreement> policies = new EnumMap<>(HeadPolicy.class);
        policies.put(HeadPolicy.MATCHED, agreement(set, images, tta, speaks));
        if (!manifest.reading().outputs().equals(HeadOutputs.SCORE)) {
            Optional<Agreement> views = manifest.reading().views().isEmpty()
                    ? Optional.empty()
                    : Optional.of(agreement(set, images, score(images, ScoringMode.VIEWS), speaks));
            Optional<Agreement> levels = manifest.heads().stream().allMatch(ZoomLevel::isZoomedCrop)
                    ? Optional.of(agreement(set, images, score(images, ScoringMode.LEVELS), speaks))
                    : Optional.empty();
            return new BundleValidation.OfSource(name, single, policies, views, levels);
        }
        policies.put(HeadPolicy.BEST, agreement(set, images, tta, one -> one.headMeans()
                .get(manifest.bestHead())));
        policies.put(HeadPolicy.MEAN, agreement(set, images, tta, one -> one.headMeans().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow()));
        return new BundleValidation.OfSource(name, single, policies, Optional.empty(), Optional.empty());
    }

    /** The scores of pictures, in their order. */
    private List<ImageScore> score(List<LabelledImage> images, ScoringMode mode) {
        ScoringSettings usual = ScoringSettings.DEFAULT;
        // One picture after another: the engine that uses all threads for one.
        ScoringSettings settings = new ScoringSettings(mode, usual.plan(), usual.batchSize(), usual.maxWholePixels());
        List<ImageScore> scores = new ArrayList<>();
        try (ImageScorer scorer =
                ImageScorer.open(model, new TorchEngine(device), new ImageDecoder(DecodeLimits.DEFAULT), settings)) {
            for (LabelledImage image : images) {
                ImageResult result = scorer.score(image.image());
                if (result instanceof ImageResult.Failed failed) {
                    throw new TrainingException("The picture " + image.image() + " cannot be scored (" + failed.reason()
                            + "): " + failed.message());
                }
                scores.add(((ImageResult.Scored) result).score());
                progress.accept(1);
            }
        }
        return scores;
    }

    private static Agreement agreement(
            LabelledSet set, List<LabelledImage> images, List<ImageScore> scores, ToDoubleFunction<ImageScore> score) {
        return agreement(set, images, scores.stream().mapToDouble(score).toArray());
    }

    /** Compares scores of a set's pictures with the opinions. */
    public static Agreement agreement(LabelledSet set, List<LabelledImage> images, double[] scores) {
        Map<String, Integer> numbers = new TreeMap<>();
        images.forEach(image -> numbers.putIfAbsent(image.reference(), numbers.size()));
        Pairs pairs = new Pairs(
                scores,
                images.stream().mapToDouble(set::quality).toArray(),
                new double[0],
                images.stream()
                        .mapToInt(image -> numbers.get(image.reference()))
                        .toArray(),
                numbers.size());
        return Agreement.of(pairs, Bootstrap.USUAL, WANTED);
    }
}
