package io.msliqa.model;

import io.msliqa.network.HeadOutputs;
import io.msliqa.network.Quality;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one score is made of the qualities that a head puts out for a view or a patch.
 *
 * @param combination of the parts
 * @param parts at least one
 */
public record ScoreRule(Combination combination, List<Part> parts) {

    /** How several parts become one. */
    public enum Combination {
        /** Their weighted mean. */
        MEAN,
        /** The smallest of them; the weights say nothing then. */
        MINIMUM
    }

    /**
     * One quality, read on the scale of the score: {@code gain * quality + offset}.
     *
     * @param quality that the heads put out
     * @param weight in the mean, above 0
     * @param gain above 0, so that the better one stays so
     * @param offset finite
     */
    public record Part(Quality quality, double weight, double gain, double offset) {
        public Part {
            Objects.requireNonNull(quality, "quality");
            if (!(weight > 0 && gain > 0) || !Double.isFinite(weight) || !Double.isFinite(gain + offset)) {
                throw new IllegalArgumentException("The part " + quality + " of a score has weight " + weight
                        + ", gain " + gain + " and offset " + offset + "; weight and gain must be above 0, all finite");
            }
        }

        private double read(ToDoubleFunction<Quality> qualities) {
            return gain * qualities.applyAsDouble(quality) + offset;
        }
    }

    public ScoreRule {
        Objects.requireNonNull(combination, "combination");
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A score is made of at least one quality");
        }
    }

    private static final Pattern PART = Pattern.compile("([a-z]+)\\*([0-9.]+)\\*([0-9.]+)([+-][0-9.]+)");

    /**
     * Reads a rule as users write it: {@code mean fidelity*3*1+0 opinion*1*0.5+0.25}, each part with weight, gain and
     * offset; or {@code minimum} of such parts.
     *
     * @throws IllegalArgumentException if the text is no rule; the message shows one
     */
    public static ScoreRule parse(String text) {
        List<String> words = List.of(text.strip().split("\\s+", -1));
        boolean mean = words.get(0).equals("mean");
        if (!mean && !words.get(0).equals("minimum")) {
            throw wrong(text);
        }
        return new ScoreRule(
                mean ? Combination.MEAN : Combination.MINIMUM,
                words.subList(1, words.size()).stream()
                        .map(word -> part(word, text))
                        .toList());
    }

    private static Part part(String word, String text) {
        Matcher matcher = PART.matcher(word);
        if (!matcher.matches()) {
            throw wrong(text);
        }
        Quality quality = Arrays.stream(Quality.values())
                .filter(one -> one.toString().equals(matcher.group(1)))
                .findFirst()
                .orElseThrow(() -> wrong(text));
        return new Part(
                quality,
                Double.parseDouble(matcher.group(2)),
                Double.parseDouble(matcher.group(3)),
                Double.parseDouble(matcher.group(4)));
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text
                + "' is no rule for a score; write mean fidelity*3*1+0 opinion*1*0.5+0.25 (weight, gain, offset), or"
                + " minimum instead of mean");
    }

    /** One quality as it is. */
    public static ScoreRule only(Quality quality) {
        return new ScoreRule(Combination.MEAN, List.of(new Part(quality, 1, 1, 0)));
    }

    /**
     * The score, 0 the scale's minimum, 1 its maximum.
     *
     * @param values that the network puts out
     * @param from where those of the head begin
     */
    public double score(float[] values, int from, HeadOutputs outputs) {
        return score(quality -> values[from + outputs.indexOf(quality)]);
    }

    /**
     * The score, 0 the scale's minimum, 1 its maximum.
     *
     * @param qualities what each quality is, likewise
     */
    public double score(ToDoubleFunction<Quality> qualities) {
        if (combination == Combination.MINIMUM) {
            return parts.stream()
                    .mapToDouble(part -> part.read(qualities))
                    .min()
                    .orElseThrow();
        }
        double sum = 0;
        double weights = 0;
        for (Part part : parts) {
            sum += part.weight() * part.read(qualities);
            weights += part.weight();
        }
        return sum / weights;
    }
}
