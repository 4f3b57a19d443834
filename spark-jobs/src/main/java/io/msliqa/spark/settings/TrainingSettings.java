package io.msliqa.spark.settings;

import io.msliqa.network.Backbone;
import io.msliqa.spark.settings.ScoringJobSettings.DeviceChoice;
import io.msliqa.torch.training.TrainingPlan;

/**
 * How a model is trained.
 *
 * @param name of the model
 * @param start a file of torchvision's weights or a model's folder; empty for random values
 * @param plan of the training
 * @param device where the network computes
 * @param threads for pictures and, on the CPU, for the network; 0 for one a core
 * @param pictureMemory share of the Java heap for decoded pictures that are kept for the epochs to come, from 0 to 0.8
 */
public record TrainingSettings(
        String name, String start, TrainingPlan plan, DeviceChoice device, int threads, double pictureMemory) {

    public TrainingSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is empty; a model needs one");
        }
    }

    static TrainingSettings read(Section section) {
        return new TrainingSettings(
                section.text("name"),
                section.text("start"),
                plan(section),
                section.choice("device", DeviceChoice.class),
                section.integer("threads", 0, 1024),
                section.number("picture-memory", 0, 0.8));
    }

    private static TrainingPlan plan(Section section) {
        return new TrainingPlan(
                section.choice("backbone", Backbone.class),
                section.zoomLevels("levels"),
                section.integer("steps", 1, 100_000_000),
                new TrainingPlan.Rate(
                        section.number("learning-rate", 1e-9, 1),
                        section.number("head-rate-factor", 1e-3, 1e3),
                        section.integer("warm-up-steps", 0, 1_000_000)),
                section.number("weight-decay", 0, 1),
                new TrainingPlan.LossWeights(
                        section.number("squared-error-weight", 0, 1e6), section.number("correlation-weight", 0, 1e6)),
                section.number("averaging", 0, 0.999999),
                section.flag("batch-statistics"),
                new TrainingPlan.Augmentation(
                        section.flag("flips"), section.flag("transposes"), section.number("zoom-jitter", 0, 1)),
                section.integer("seed", 0, Integer.MAX_VALUE),
                new TrainingPlan.ValidationPlan(
                        section.integer("validate-every", 1, 1_000_000),
                        section.integer("validation-pictures", 3, 10_000_000),
                        section.integer("patience", 0, 1_000_000)));
    }
}
