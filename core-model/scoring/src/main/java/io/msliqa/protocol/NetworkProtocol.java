package io.msliqa.protocol;

import io.msliqa.scale.QualityScale;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a network looks at a picture, and how its outputs become a score.
 *
 * @param name what people call the network
 * @param views by what they are made of: each after the one it is made of
 * @param inputs in the order in which TorchScript takes them
 * @param outputs in the order in which TorchScript gives them
 * @param steps from the outputs to the score
 * @param scale of the score
 * @param clamp whether a score beyond the scale becomes the scale's end
 * @param batch the most crops in one forward pass
 * @param mostPixels the largest crop, width times height; a larger whole picture fails as too large
 * @param provenance for people
 * @param golden scores to compare with
 * @param identity the text that the scores depend on, and nothing else
 */
public record NetworkProtocol(
        String name,
        List<View> views,
        List<TensorInput> inputs,
        List<Output> outputs,
        List<ScoreStep> steps,
        QualityScale scale,
        boolean clamp,
        int batch,
        long mostPixels,
        Provenance provenance,
        Optional<Golden> golden,
        String identity) {

    public NetworkProtocol {
        views = List.copyOf(views);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        steps = List.copyOf(steps);
        Objects.requireNonNull(scale, "scale");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is empty");
        }
    }

    /** The files that the steps need besides the network's. */
    public List<String> files() {
        return steps.stream()
                .filter(ScoreStep.Linear.class::isInstance)
                .map(step -> ((ScoreStep.Linear) step).file())
                .distinct()
                .sorted()
                .toList();
    }
}
