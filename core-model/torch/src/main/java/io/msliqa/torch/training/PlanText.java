package io.msliqa.torch.training;

import io.msliqa.network.HeadOutputs;
import io.msliqa.torch.training.TrainingPlan.Augmentation;
import io.msliqa.torch.training.TrainingPlan.LossWeights;
import io.msliqa.torch.training.TrainingPlan.Rate;
import io.msliqa.torch.training.TrainingPlan.ValidationPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Says in words all that decides the weights of a training, but for the pixels. The same words mean the same training, so a
 * checkpoint keeps them.
 */
final class PlanText {

    private static final String SEPARATOR = "; ";

    private final List<String> parts = new ArrayList<>();

    /** @param start what the training begins with; empty for random values */
    PlanText(TrainingPlan plan, String start, List<TrainingSource> sources) {
        parts.add("backbone " + plan.backbone().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        parts.add("zoom levels " + texts(plan.levels()));
        parts.add(plan.steps() + " steps");
        rate(plan.rate());
        parts.add("weight decay " + plan.weightDecay());
        loss(plan.loss());
        parts.add("averaging " + plan.averaging());
        parts.add("batch normalisation with "
                + (plan.batchStatistics() ? "each batch's own statistics" : "the statistics that it began with"));
        augmentation(plan.augmentation());
        parts.add("seed " + plan.seed());
        validation(plan.validation());
        teaching(plan.teaching());
        parts.add("begun with " + (start.isEmpty() ? "random values" : start));
        sources.forEach(this::source);
    }

    private static String texts(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private void rate(Rate rate) {
        parts.add("learning rate " + rate.peak());
        parts.add("heads learn " + rate.headFactor() + " times as fast");
        parts.add(rate.warmUp() + " steps of warm-up");
        parts.add("last rate " + rate.last());
    }

    private void loss(LossWeights loss) {
        parts.add("squared error weighs " + loss.squaredError());
        parts.add("correlation weighs " + loss.correlation());
    }

    private void augmentation(Augmentation augmentation) {
        parts.add(augmentation.flips() ? "half the pictures mirrored" : "no picture mirrored");
        parts.add(augmentation.transposes() ? "half the steps transposed" : "no step transposed");
        parts.add("zoom jitter " + augmentation.zoomJitter());
    }

    private void validation(ValidationPlan validation) {
        parts.add("judged every " + validation.every() + " steps");
        parts.add("judged on at most " + validation.pictures() + " pictures of each source");
        parts.add("patience " + validation.patience());
    }

    private void teaching(Teaching teaching) {
        HeadOutputs outputs = teaching.outputs();
        parts.add("heads put out " + texts(outputs.qualities())
                + (outputs.causes().isEmpty() ? "" : " and the causes " + texts(outputs.causes())));
        parts.add("causes weigh " + teaching.causeWeight());
        parts.add("rare causes balanced by " + teaching.causeBalance());
        parts.add("pairs weigh " + teaching.pairWeight());
        parts.add(teaching.oneBatch() ? "zoom levels in one batch" : "a batch for each zoom level");
        parts.add(teaching.grey() + " of the pictures in grey");
        parts.add(teaching.boost() + " of the clean pictures with more contrast");
    }

    private void source(TrainingSource source) {
        Serving serving = source.serving();
        parts.add(source.name() + ": " + source.training().images().size() + " pictures to learn from, "
                + source.validation().images().size() + " to choose by, " + serving.text() + " a step"
                + (serving.pairs() ? " in pairs, " + serving.clean() + " of them with the reference" : "")
                + ", teaches "
                + source.teaches());
    }

    /** Where another training's text differs: its own parts, and below them those of this one. */
    String difference(String other) {
        List<String> others = Arrays.asList(other.split(SEPARATOR, -1));
        return "It has\n" + lines(others, parts) + "\nand this one has\n" + lines(parts, others);
    }

    private static String lines(List<String> some, List<String> without) {
        List<String> left =
                some.stream().filter(part -> !without.contains(part)).toList();
        return left.isEmpty() ? "  nothing else" : "  " + String.join("\n  ", left);
    }

    @Override
    public String toString() {
        return String.join(SEPARATOR, parts);
    }
}
