package io.msliqa.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import io.msliqa.net.MsliqaNet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Named tensors out of a file, matched with the parameters that wait for them. */
final class Tensors {

    private static final int NAMED_AT_MOST = 20;

    private Tensors() {}

    /**
     * Gives each of the network's named parameters the tensor of its name, copied to {@code manager}.
     *
     * @param source what to call the file in messages
     * @throws ModelException if a tensor is missing, left over, misshapen or not float32; all of them are named, and no
     *     parameter has changed
     */
    static void assign(
            MsliqaNet net, Map<String, Parameter> parameters, NDList tensors, String source, NDManager manager) {
        List<String> problems = problems(parameters, tensors);
        if (!problems.isEmpty()) {
            throw new ModelException(source + " does not fit the network: " + summary(problems));
        }
        for (String name : parameters.keySet()) {
            NDArray copy = tensors.get(name).duplicate();
            copy.attach(manager);
            net.set(name, copy);
        }
    }

    private static List<String> problems(Map<String, Parameter> parameters, NDList tensors) {
        List<String> problems = new ArrayList<>();
        Set<String> present = new HashSet<>();
        for (NDArray tensor : tensors) {
            String name = String.valueOf(tensor.getName());
            present.add(name);
            Parameter parameter = parameters.get(name);
            if (parameter == null) {
                problems.add("extra " + name);
            } else if (!tensor.getShape().equals(parameter.getShape())) {
                problems.add("misshapen " + name + ": " + tensor.getShape() + " instead of " + parameter.getShape());
            } else if (tensor.getDataType() != DataType.FLOAT32) {
                problems.add(name + " is " + tensor.getDataType() + " instead of float32");
            }
        }
        parameters.forEach((name, parameter) -> {
            if (!present.contains(name)) {
                problems.add("missing " + name + " " + parameter.getShape());
            }
        });
        return problems;
    }

    private static String summary(List<String> problems) {
        List<String> shown = problems.subList(0, Math.min(NAMED_AT_MOST, problems.size()));
        String more = problems.size() > shown.size() ? "; and " + (problems.size() - shown.size()) + " more" : "";
        return String.join("; ", shown) + more;
    }
}
