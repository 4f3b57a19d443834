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

    /**
     * The cost by the records of the runs in which a model scored alone, for of others nobody knows its share. Empty if it
     * scored nothing in such.
     */
    static Optional<Cost> of(List<RunRecord> all, String model, String preprocessing) {
        List<RunRecord> runs = all.stream()
                .filter(run -> run.also().isEmpty()
                        && run.model().id().equals(model)
                        && run.settings().preprocessingId().equals(preprocessing))
                .toList();
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
