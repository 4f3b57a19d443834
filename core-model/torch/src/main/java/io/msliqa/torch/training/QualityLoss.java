package io.msliqa.torch.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;

/**
 * Computes the loss of a head: a weighted sum of the mean squared error and 1 − Pearson's correlation over the batch (MSLIQA,
 * section 3), for each source by itself, weighted by its share of the pictures.
 *
 * <p>The correlation is taken as covariance / sqrt(variances' product + {@value #TINY}), so equal labels or scores give 0 and
 * finite gradients.
 */
record QualityLoss(TrainingPlan.LossWeights weights, SourceScales scales) {

    private static final double TINY = 1e-8;

    /**
     * The loss of a batch, a scalar.
     *
     * @param scores (pictures)
     * @param qualities (pictures), 0 to 1 on each source's own scale
     * @param rows how many pictures come from each source
     */
    NDArray of(NDArray scores, float[] qualities, List<Integer> rows) {
        NDManager manager = scores.getManager();
        // The engine reads labels and factors where Java put them, until the gradients are there: their owner is the
        // scores'. A product with a plain number would give its memory back at once, and the gradients would be of
        // whatever
        // lies there by then.
        NDArray labels = manager.create(qualities);
        NDArray total = manager.create(0f);
        int from = 0;
        for (int source = 0; source < rows.size(); source++) {
            int to = from + rows.get(source);
            NDIndex part = new NDIndex("{}:{}", from, to);
            NDArray loss = ofExperiment(scores.get(part), labels.get(part), source);
            total = total.add(loss.mul(manager.create(rows.get(source) / (float) qualities.length)));
            from = to;
        }
        return total;
    }

    /** The loss of the pictures of one experiment. */
    NDArray ofExperiment(NDArray scores, NDArray labels, int experiment) {
        NDArray error = scales.read(scores, experiment).sub(labels).square().mean();
        NDArray x = scores.sub(scores.mean());
        NDArray y = labels.sub(labels.mean());
        NDArray variances = x.square().mean().mul(y.square().mean());
        NDArray correlation = x.mul(y).mean().div(variances.add((float) TINY).sqrt());
        NDManager manager = scores.getManager();
        return error.mul(manager.create((float) weights.squaredError()))
                .add(correlation.neg().add(1f).mul(manager.create((float) weights.correlation())));
    }
}
