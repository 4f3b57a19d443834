package io.msliqa.spark.settings;

import io.msliqa.model.HeadReading.PatchGroup;
import io.msliqa.model.HeadReading.ScaleWeight;
import io.msliqa.model.ScoreRule;
import io.msliqa.network.Backbone;
import io.msliqa.network.Cause;
import io.msliqa.network.HeadOutputs;
import io.msliqa.network.Quality;
import io.msliqa.spark.settings.ScoringJobSettings.DeviceChoice;
import io.msliqa.torch.training.Reading;
import io.msliqa.torch.training.Teaching;
import io.msliqa.torch.training.TrainingPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a model is trained.
 *
 * @param name of the model
 * @param start a file of torchvision's weights or a model's folder; empty for random values
 * @param plan of the training
 * @param reading how the model is to be read
 * @param device where the network computes
 * @param threads for pictures and, on the CPU, for the network; 0 for one a core
 * @param pictureMemory share of the Java heap for decoded pictures that are kept for the epochs to come, from 0 to 0.8
 */
public record TrainingSettings(
        String name,
        String start,
        TrainingPlan plan,
        Reading reading,
        DeviceChoice device,
        int threads,
        double pictureMemory) {

    public TrainingSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is empty; a model needs one");
        }
    }

    private static final String CAUSES = "causes";

    static TrainingSettings read(Section section) {
        return new TrainingSettings(
                section.text("name"),
                section.text("start"),
                plan(section),
                reading(section),
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
                        section.integer("warm-up-steps", 0, 1_000_000),
                        section.number("last-rate", 0, 1)),
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
                        section.integer("patience", 0, 1_000_000)),
                teaching(section));
    }

    private static Teaching teaching(Section section) {
        String outputs = "[score], or some of fidelity, opinion and causes";
        return new Teaching(
                outputs(section.parsedTexts("outputs", outputs, TrainingSettings::output)),
                section.number("cause-weight", 0, 1e6),
                section.number("cause-balance", 0, 1),
                section.number("pair-weight", 0, 1e6),
                section.flag("one-batch"),
                section.number("grey", 0, 1),
                section.number("clean-contrast", 0, 1));
    }

    private static String output(String text) {
        if (!text.equals(CAUSES) && Arrays.stream(Quality.values()).noneMatch(one -> text.equals(one.toString()))) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static HeadOutputs outputs(List<String> names) {
        return new HeadOutputs(
                Arrays.stream(Quality.values())
                        .filter(quality -> names.contains(quality.toString()))
                        .toList(),
                names.contains(CAUSES) ? List.of(Cause.values()) : List.of());
    }

    private static Reading reading(Section section) {
        return new Reading(
                section.parsed(
                        "score-rule",
                        "empty, or such as \"mean fidelity*3*1+0 opinion*1*0.5+0.25\" (weight, gain, offset)",
                        text -> text.isEmpty() ? Optional.empty() : Optional.of(ScoreRule.parse(text))),
                section.parsedTexts("views", "a list of SCALE*WEIGHT, such as [\"0.5*1\", \"1*2\"]", text -> {
                    List<Double> numbers = numbers(text, 2);
                    return new Reading.View(numbers.get(0), numbers.get(1));
                }),
                section.parsedTexts("patch-groups", "a list of SCALE/SIZE*WEIGHT, such as [\"0.5/224*0\"]", text -> {
                    List<Double> numbers = numbers(text, 3);
                    return new PatchGroup(numbers.get(0), (int) Math.round(numbers.get(1)), numbers.get(2));
                }),
                section.parsedTexts(
                        "scale-weights",
                        "a list of QUALITY@SCALE*WEIGHT, such as [\"fidelity@0.5*0\"]",
                        TrainingSettings::scaleWeight));
    }

    private static ScaleWeight scaleWeight(String text) {
        List<String> parts = List.of(text.split("@", 2));
        Quality quality = Arrays.stream(Quality.values())
                .filter(one -> one.toString().equals(parts.get(0)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
        List<Double> numbers = numbers(parts.get(parts.size() - 1), 2);
        return new ScaleWeight(quality, numbers.get(0), numbers.get(1));
    }

    private static List<Double> numbers(String text, int count) {
        List<Double> numbers =
                Arrays.stream(text.split("[*/]", -1)).map(Double::parseDouble).toList();
        if (numbers.size() != count) {
            throw new IllegalArgumentException(text);
        }
        return numbers;
    }
}
