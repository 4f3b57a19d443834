package io.msliqa.spark.evaluation;

import io.msliqa.spark.scoring.RunRecord;
import java.util.List;
import java.util.Optional;

/**
 * Says what the score of a picture costs.
 *
 * @param patches distinct patches that the network saw, on average
 * @param seconds of one core (or one GPU's task) for decoding, sampling and the network, on average
 */
public record Cost(double patches, double seconds) {

    /** The cost by the records of runs; empty if they scored nothing. */
    static Optional<Cost> of(List<RunRecord> runs) {
        long scored = runs.stream().mapToLong(RunRecord::scored).sum();
        if (scored == 0) {
            return Optional.empty();
        }
        double patches = runs.stream().mapToLong(RunRecord::patches).sum();
        double seconds = runs.stream()
                .flatMap(run -> List.of("decode", "sample", "infer", "reduce").stream()
                        .map(stage -> run.seconds().getOrDefault(stage, 0.0)))
                .mapToDouble(Double::doubleValue)
                .sum();
        return Optional.of(new Cost(patches / scored, seconds / scored));
    }
}
