package io.msliqa.torch.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Converts the network's scores to the scale of each source's opinions.
 *
 * <p>"4 of 5" of one experiment is not "0.75 of 1" of another: people had other pictures before them. So the network speaks the
 * first source's scale, and for every other experiment that teaches the same a line, gain · score + offset, is learned along
 * with it. A line cannot change which of two pictures is the better one.
 */
final class SourceScales {

    private final List<Integer> foreign;
    private final List<NDArray> lines = new ArrayList<>();

    /** @param manager owns the lines, which begin as the identity and ask for gradients */
    SourceScales(Roles roles, NDManager manager) {
        foreign = roles.foreign();
        for (int i = 0; i < foreign.size(); i++) {
            NDArray line = manager.create(new float[] {1, 0});
            line.setRequiresGradient(true);
            lines.add(line);
        }
    }

    /** Gain and offset of each experiment but the first that teaches the same. */
    List<NDArray> lines() {
        return List.copyOf(lines);
    }

    /** Scores of the network, as scores on the scale of an experiment. */
    NDArray read(NDArray scores, int experiment) {
        int place = foreign.indexOf(experiment);
        if (place < 0) {
            return scores;
        }
        NDArray line = lines.get(place);
        return scores.mul(line.get(new NDIndex("0:1"))).add(line.get(new NDIndex("1:2")));
    }
}
