package io.msliqa.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The scores of the sample pictures by the shipped model, as msliqa-scoring's tests have them. */
public final class SampleScores {

    /** The pictures. */
    public static final Path PICTURES = Path.of("../docs/samples");

    private static final Path TABLE =
            Path.of("../core-model/scoring/src/test/resources/io/msliqa/scoring/sample-scores.csv");

    private SampleScores() {}

    /** As the model learned them, the default; names of files and scores. */
    public static Map<String, Double> byLevels() {
        return column(3);
    }

    /** As wholes. */
    public static Map<String, Double> asWholes() {
        return column(1);
    }

    private static Map<String, Double> column(int number) {
        Map<String, Double> scores = new TreeMap<>();
        try {
            Files.readAllLines(TABLE, UTF_8).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(cells -> scores.put(cells[0], Double.parseDouble(cells[number])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scores;
    }
}
