package io.msliqa.torch.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.msliqa.network.Cause;
import io.msliqa.network.HeadOutputs;
import io.msliqa.network.Quality;
import java.util.List;

/**
 * Computes the loss of a head over all its outputs.
 *
 * <p>With one score a head it is {@link QualityLoss}. With several outputs each experiment's loss, on the quality that it
 * teaches, counts alike; beside it stand the errors of the differences within pairs, of which those in fidelity teach opinion as
 * well, and the cross-entropy of the causes, in which each picture counts as its cause does.
 */
final class HeadLoss {

    private final Teaching teaching;
    private final Roles roles;
    private final QualityLoss quality;
    private final float[] causeWeights;

    HeadLoss(TrainingPlan plan, Roles roles, SourceScales scales) {
        this.teaching = plan.teaching();
        this.roles = roles;
        this.quality = new QualityLoss(plan.loss(), scales);
        this.causeWeights = causeWeights(teaching, roles);
    }

    /** How much a picture of each cause counts, in the order of the outputs. */
    private static float[] causeWeights(Teaching teaching, Roles roles) {
        List<Cause> causes = teaching.outputs().causes();
        float[] weights = new float[causes.size()];
        for (int i = 0; i < weights.length; i++) {
            double pictures = roles.causes().getOrDefault(causes.get(i), 1.0);
            weights[i] = (float) Math.pow(pictures, -teaching.causeBalance());
        }
        return weights;
    }

    /** The loss of a level, a scalar; {@code outputs} are (pictures, outputs). */
    NDArray of(NDArray outputs, Batch.Part part) {
        if (teaching.outputs().equals(HeadOutputs.SCORE)) {
            return quality.of(outputs.reshape(-1), part.qualities(), part.rows());
        }
        NDManager manager = outputs.getManager();
        NDArray labels = manager.create(part.qualities());
        NDArray total = manager.create(0f);
        for (int experiment = 0; experiment < roles.count(); experiment++) {
            List<Integer> sources = roles.sources(experiment);
            if (sources.stream().mapToInt(source -> part.rows().get(source)).sum() > 1) {
                int output = teaching.outputs().indexOf(roles.quality(experiment));
                NDArray scores = rows(outputs.get(new NDIndex(":,{}", output)), sources, part);
                total = total.add(quality.ofExperiment(scores, rows(labels, sources, part), experiment));
            }
        }
        return causes(pairs(total, outputs, labels, part), outputs, part);
    }

    private static NDArray rows(NDArray all, List<Integer> sources, Batch.Part part) {
        NDList some = new NDList();
        for (int source : sources) {
            if (part.rows().get(source) > 0) {
                some.add(all.get(new NDIndex(
                        "{}:{}",
                        part.from(source),
                        part.from(source) + part.rows().get(source))));
            }
        }
        // Of a single array the engine makes a copy without a way back for gradients.
        return some.size() == 1 ? some.head() : NDArrays.concat(some);
    }

    private NDArray pairs(NDArray total, NDArray outputs, NDArray labels, Batch.Part part) {
        NDArray sum = total;
        for (int source = 0; source < part.rows().size() && teaching.pairWeight() > 0; source++) {
            if (roles.pairs().get(source) && part.rows().get(source) > 0) {
                NDArray wanted = difference(rows(labels, List.of(source), part));
                for (Quality taught : taughtByPairs(roles.teaches().get(source))) {
                    int output = teaching.outputs().indexOf(taught);
                    NDArray scores = rows(outputs.get(new NDIndex(":,{}", output)), List.of(source), part);
                    NDArray error = difference(scores).sub(wanted);
                    sum = sum.add(error.abs().mean().mul(number(outputs, teaching.pairWeight())));
                }
            }
        }
        return sum;
    }

    /** What is done to a picture takes from people's opinion of it what it takes from its fidelity. */
    private List<Quality> taughtByPairs(Quality taught) {
        return taught == Quality.FIDELITY && teaching.outputs().qualities().contains(Quality.OPINION)
                ? List.of(Quality.FIDELITY, Quality.OPINION)
                : List.of(taught);
    }

    /** The difference within each pair. */
    private static NDArray difference(NDArray rows) {
        NDArray pairs = rows.reshape(new Shape(-1, 2));
        return pairs.get(":,0").sub(pairs.get(":,1"));
    }

    private NDArray causes(NDArray total, NDArray outputs, Batch.Part part) {
        int causes = teaching.outputs().causes().size();
        if (teaching.causeWeight() == 0 || causes == 0) {
            return total;
        }
        float[] wanted = new float[part.causes().length * causes];
        float all = 0;
        for (int row = 0; row < part.causes().length; row++) {
            int cause = part.causes()[row];
            if (cause >= 0) {
                wanted[row * causes + cause] = causeWeights[cause];
                all += causeWeights[cause];
            }
        }
        if (all == 0) {
            return total;
        }
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] /= all;
        }
        NDArray likely = outputs.get(new NDIndex(":,{}:", teaching.outputs().firstCause()))
                .logSoftmax(1);
        NDArray labels = outputs.getManager().create(wanted, new Shape(part.causes().length, causes));
        return total.sub(likely.mul(labels).sum().mul(number(outputs, teaching.causeWeight())));
    }

    /** Plain numbers give their memory back too soon, see {@link QualityLoss}. */
    private static NDArray number(NDArray near, double value) {
        return near.getManager().create((float) value);
    }
}
