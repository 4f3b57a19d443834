package io.msliqa.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.msliqa.net.MsliqaNet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Named tensors out of a file, matched with the parameters that wait for them. */
final class Tensors {

    private static final int NAMED_AT_MOST = 30;

    private Tensors() {}

    /**
     * Gives each of the network's named parameters the tensor of its name, copied to {@code manager}.
     *
     * @param source what to call the file in messages
     * @throws ModelException if a tensor is missing, left over, misshapen or not float32; all of them are named (of very
     *     many the first), and no parameter has changed
     */
    static void assign(
            MsliqaNet net, Map<String, Parameter> parameters, NDList tensors, String source, NDManager manager) {
        Map<String, TensorType> types = new LinkedHashMap<>();
        tensors.forEach(tensor -> types.put(String.valueOf(tensor.getName()), TensorType.of(tensor)));
        check(parameters, types, source);
        for (String name : parameters.keySet()) {
            NDArray copy = tensors.get(name).duplicate();
            copy.attach(manager);
            net.set(name, copy);
        }
    }

    /** As {@link #assign} would, throws if the tensors of these names do not fit the parameters. */
    static void check(Map<String, Parameter> parameters, Map<String, TensorType> tensors, String source) {
        List<String> problems = new ArrayList<>();
        parameters.forEach((name, parameter) -> {
            TensorType tensor = tensors.get(name);
            if (tensor == null) {
                problems.add("missing " + name + " " + parameter.getShape());
            } else if (!tensor.shape().equals(parameter.getShape())) {
                problems.add("misshapen " + name + ": " + tensor.shape() + " instead of " + parameter.getShape());
            } else if (!tensor.dataType().equals(TensorType.FLOAT32)) {
                problems.add(name + " is " + tensor.dataType() + " instead of float32");
            }
        });
        tensors.keySet().stream()
                .filter(name -> !parameters.containsKey(name))
                .sorted()
                .forEach(name -> problems.add("extra " + name));
        if (!problems.isEmpty()) {
            throw new ModelException(source + " does not fit the network: " + summary(problems));
        }
    }

    private static String summary(List<String> problems) {
        List<String> shown = problems.subList(0, Math.min(NAMED_AT_MOST, problems.size()));
        String more = problems.size() > shown.size() ? "; and " + (problems.size() - shown.size()) + " more" : "";
        return String.join("; ", shown) + more;
    }
}
