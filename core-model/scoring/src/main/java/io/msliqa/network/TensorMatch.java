package io.msliqa.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares named tensors with the parameters that a network needs, and says what is wrong with them. */
final class TensorMatch {

    private static final int NAMED_AT_MOST = 30;

    private TensorMatch() {}

    /** What these tensors are. */
    static Map<String, TensorType> types(Map<String, Tensor> tensors) {
        Map<String, TensorType> types = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> types.put(name, TensorType.ofFloats(tensor.shape())));
        return types;
    }

    /** Tensors that are missing, misshapen, of another type, or left over; empty if all fit. */
    static List<String> problems(Map<String, int[]> parameters, Map<String, TensorType> tensors) {
        List<String> problems = new ArrayList<>();
        parameters.forEach((name, shape) -> {
            TensorType wanted = TensorType.ofFloats(shape);
            TensorType tensor = tensors.get(name);
            if (tensor == null) {
                problems.add("missing " + name + " " + wanted.shapeText());
            } else if (!tensor.shape().equals(wanted.shape())) {
                problems.add("misshapen " + name + ": " + tensor.shapeText() + " instead of " + wanted.shapeText());
            } else if (!tensor.dataType().equals(wanted.dataType())) {
                problems.add(name + " is " + tensor.dataType() + " instead of " + wanted.dataType());
            }
        });
        tensors.keySet().stream()
                .filter(name -> !parameters.containsKey(name))
                .sorted()
                .forEach(name -> problems.add("extra " + name));
        return problems;
    }

    /** The first problems, and how many more there are. */
    static String summary(List<String> problems) {
        List<String> shown = problems.subList(0, Math.min(NAMED_AT_MOST, problems.size()));
        String more = problems.size() > shown.size() ? "; and " + (problems.size() - shown.size()) + " more" : "";
        return String.join("; ", shown) + more;
    }
}
