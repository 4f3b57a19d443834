package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Evaluates the sets that {@code evaluation_oracle.py} made, for it to look at: {@code make evaluation-oracle}. */
class EvaluationOracle {

    private static final Path FOLDER = Path.of(System.getProperty("msliqa.oracle", "target/oracle"));

    @Test
    void eachSetIsEvaluated() throws IOException {
        SharedSpark.session();
        try (Stream<Path> sets = Files.list(FOLDER)) {
            for (Path set : sets.sorted().toList()) {
                List<String> arguments = new ArrayList<>(List.of(
                        "evaluate",
                        "--truth",
                        Files.readString(set.resolve("truth")),
                        "--output",
                        set.resolve("out").toString(),
                        "--set",
                        "evaluation.resamples=200"));
                try (Stream<Path> scores = Files.list(set)) {
                    scores.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("model"))
                            .sorted()
                            .forEach(name -> arguments.addAll(List.of(
                                    "--scores",
                                    name.replace(".csv", "") + "=" + set.resolve(name)
                                            + ",min=0,max=6,better=higher")));
                }
                CommandLineRun run = msliqa(arguments.toArray(String[]::new));
                assertThat(run.code()).as(run.err()).isZero();
                assertThat(run.out().lines())
                        .as("%s", set)
                        .allMatch(line -> line.length() <= 100 || line.contains("/"));
                Files.writeString(set.resolve("terminal.txt"), run.out());
            }
        }
    }
}
