package io.msliqa.torch.training;

import io.msliqa.network.Backbone;
import io.msliqa.patch.ZoomLevel;
import java.util.List;
import java.util.Objects;

/**
 * Says how to train a network, apart from the pictures.
 *
 * @param backbone the features
 * @param levels the zoom levels, each of which trains its own head; at least one
 * @param steps how many updates, at least 1
 * @param rate of learning
 * @param weightDecay decoupled from the gradient (AdamW), on convolution and head weights; from 0
 * @param loss what the heads are to bring down
 * @param averaging share of the running average of the weights that a step keeps, 0 (none) to below 1; the averages are what is
 *     validated and shipped. Shortened at the start, so that the first values are soon forgotten
 * @param batchStatistics whether batch normalisation uses each batch's own statistics and learns their running averages.
 *     Without, it keeps the statistics that it begins with, and training sees what scoring will see: for a network that has learned
 *     before
 * @param augmentation how views are varied
 * @param seed of the new weights, the order of the pictures and the place of the crops
 * @param validation when and on how many pictures the weights are judged
 * @param teaching what heads learn besides the paper's one score
 */
public record TrainingPlan(
        Backbone backbone,
        List<ZoomLevel> levels,
        int steps,
        Rate rate,
        double weightDecay,
        LossWeights loss,
        double averaging,
        boolean batchStatistics,
        Augmentation augmentation,
        long seed,
        ValidationPlan validation,
        Teaching teaching) {

    /** Heads of the paper's one score. */
    public TrainingPlan(
            Backbone backbone,
            List<ZoomLevel> levels,
            int steps,
            Rate rate,
            double weightDecay,
            LossWeights loss,
            double averaging,
            boolean batchStatistics,
            Augmentation augmentation,
            long seed,
            ValidationPlan validation) {
        this(
                backbone,
                levels,
                steps,
                rate,
                weightDecay,
                loss,
                averaging,
                batchStatistics,
                augmentation,
                seed,
                validation,
                Teaching.SCORE);
    }

    /**
     * The learning rate. It rises in a straight line over the warm-up, then falls along half a cosine.
     *
     * @param peak for the features
     * @param headFactor how much faster the heads learn, which begin from nothing
     * @param warmUp steps of the way up
     * @param last share of the peak at the end, from 0 to 1
     */
    public record Rate(double peak, double headFactor, int warmUp, double last) {

        /** Down to a hundredth of the peak. */
        public Rate(double peak, double headFactor, int warmUp) {
            this(peak, headFactor, warmUp, 0.01);
        }

        public Rate {
            if (!(peak > 0 && peak <= 1) || !(headFactor > 0) || warmUp < 0 || !(last >= 0 && last <= 1)) {
                throw new IllegalArgumentException("Not a learning rate: peak " + peak + ", heads " + headFactor
                        + ", warm-up " + warmUp + ", last " + last);
            }
        }

        /** The rate of the features in a step, counted from 0, of so many. */
        double at(int step, int steps) {
            if (step < warmUp) {
                return peak * (step + 1) / warmUp;
            }
            double done = (step - warmUp) / (double) Math.max(1, steps - warmUp);
            return peak * (last + (1 - last) * (1 + Math.cos(Math.PI * done)) / 2);
        }
    }

    /**
     * The weighted sum of the paper's two losses.
     *
     * @param squaredError of the mean squared error, of qualities from 0 to 1
     * @param correlation of 1 − Pearson's correlation over the batch
     */
    public record LossWeights(double squaredError, double correlation) {

        public LossWeights {
            if (!(squaredError >= 0 && correlation >= 0 && squaredError + correlation > 0)) {
                throw new IllegalArgumentException("Loss weights from 0, not both 0, instead of squared error "
                        + squaredError + " and correlation " + correlation);
            }
        }
    }

    /**
     * Variations that change nobody's opinion of quality, so that fewer contents teach more.
     *
     * @param flips whether half the pictures are mirrored left to right
     * @param transposes whether half the steps see their pictures transposed, as half the patches of TTA are
     * @param zoomJitter by how much at most, from 0 to 1, the resize of a level that resizes and crops is varied, up or
     *     down: 0.25 takes sides from 0.8 to 1.25 of the level's. The other levels keep their pixels
     */
    public record Augmentation(boolean flips, boolean transposes, double zoomJitter) {

        /** Every picture as it is. */
        public static final Augmentation NONE = new Augmentation(false, false, 0);

        public Augmentation {
            if (!(zoomJitter >= 0 && zoomJitter <= 1)) {
                throw new IllegalArgumentException("Zoom jitter must be from 0 to 1, not " + zoomJitter);
            }
        }
    }

    /**
     * When the weights are judged and saved.
     *
     * @param every steps between two validations and checkpoints; the last step always is one
     * @param pictures of each source at most, spread evenly over its references
     * @param patience the training ends early when so many validations in a row were no better than one before; 0 for
     *     never
     */
    public record ValidationPlan(int every, int pictures, int patience) {

        public ValidationPlan {
            if (every < 1 || pictures < 3 || patience < 0) {
                throw new IllegalArgumentException(
                        "Validation every " + every + " steps on " + pictures + " pictures with patience " + patience
                                + "; at least every step on 3 is needed, patience from 0");
            }
        }

        /** Whether a training that went so far is to end. */
        boolean isExhausted(History history) {
            return patience > 0 && history.sinceBest() >= patience;
        }
    }

    /** The same plan with other zoom levels. */
    public TrainingPlan with(List<ZoomLevel> others) {
        return new TrainingPlan(
                backbone,
                others,
                steps,
                rate,
                weightDecay,
                loss,
                averaging,
                batchStatistics,
                augmentation,
                seed,
                validation,
                teaching);
    }

    public TrainingPlan {
        Objects.requireNonNull(backbone, "backbone");
        Objects.requireNonNull(rate, "rate");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(augmentation, "augmentation");
        Objects.requireNonNull(validation, "validation");
        Objects.requireNonNull(teaching, "teaching");
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("There are no zoom levels; a network has at least one head");
        }
        boolean oneSize = levels.stream().map(ZoomLevel::crop).distinct().count() == 1
                && levels.get(0).crop() > 0;
        if (teaching.oneBatch() && !oneSize) {
            throw new IllegalArgumentException("One batch of all zoom levels needs views of one size, not " + levels);
        }
        if (steps < 1) {
            throw new IllegalArgumentException("There must be at least 1 step, not " + steps);
        }
        if (!(weightDecay >= 0)) {
            throw new IllegalArgumentException("Weight decay must be from 0, not " + weightDecay);
        }
        if (!(averaging >= 0 && averaging < 1)) {
            throw new IllegalArgumentException("Averaging must be from 0 to below 1, not " + averaging);
        }
    }
}
