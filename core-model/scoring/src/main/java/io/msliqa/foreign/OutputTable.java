package io.msliqa.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the network put out for the crops of one picture.
 *
 * @param outputs by their names: a row of numbers a crop
 */
record OutputTable(Map<String, double[][]> outputs) {

    /** The same of one crop alone. */
    OutputTable ofCrop(int crop) {
        return new OutputTable(
                outputs.entrySet().stream().collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, entry ->
                        new double[][] {entry.getValue()[crop]})));
    }

    /** How many crops there are. */
    int crops() {
        return outputs.values().iterator().next().length;
    }

    /** Outputs side by side. */
    double[][] take(List<String> names) {
        double[][] rows = new double[crops()][];
        for (int row = 0; row < rows.length; row++) {
            List<double[]> parts = new ArrayList<>();
            for (String name : names) {
                parts.add(outputs.get(name)[row]);
            }
            rows[row] = parts.size() == 1
                    ? parts.get(0)
                    : parts.stream().flatMapToDouble(Arrays::stream).toArray();
        }
        return rows;
    }

    /** All numbers of an output, crop by crop. */
    double[] flat(String name) {
        return Stream.of(outputs.get(name)).flatMapToDouble(Arrays::stream).toArray();
    }
}
