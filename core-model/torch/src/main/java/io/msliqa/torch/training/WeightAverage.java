package io.msliqa.torch.training;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import io.msliqa.torch.network.MsliqaBlock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the running average of a network's weights and statistics, which is steadier than the weights of any step. */
final class WeightAverage {

    private final MsliqaBlock net;
    private final double kept;
    private final Map<String, NDArray> averages = new LinkedHashMap<>();

    /** @param kept share of the average that a step keeps; the first steps keep less */
    WeightAverage(MsliqaBlock net, double kept) {
        this.net = net;
        this.kept = kept;
        net.parametersByName().forEach((name, parameter) -> {
            NDArray value = parameter.getArray();
            averages.put(name, value.stopGradient().duplicate());
        });
    }

    /** Takes in the weights after a step, counted from 0. */
    void update(int step) {
        float old = (float) Math.min(kept, (1.0 + step) / (10 + step));
        for (Map.Entry<String, Parameter> entry : net.parametersByName().entrySet()) {
            NDArray average = averages.get(entry.getKey());
            try (NDArray now = entry.getValue().getArray().stopGradient();
                    NDArray share = now.mul(1 - old)) {
                average.muli(old).addi(share);
            }
        }
    }

    /** The averages by the parameters' names. */
    Map<String, NDArray> values() {
        return averages;
    }
}
