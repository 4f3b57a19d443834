package io.msliqa.spark.scoring;

import io.msliqa.scale.QualityScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Records what a run did, for {@code _runs} and for the summary at the end.
 *
 * <p>{@code discovered = scored + failed + skipped}, always.
 *
 * @param run its name
 * @param started ISO 8601
 * @param finished ISO 8601
 * @param inputs as the user named them
 * @param table where the scores lie
 * @param discovered pictures that the run looked at: all that the listing found, if it was not limited
 * @param skipped those that the table held already, unchanged
 * @param stillFailed those of the skipped that have no score, as they failed in an earlier run
 * @param repeated how often one of the pictures was found again, as by two inputs; it counts once
 * @param scored those that have a score now
 * @param failures those that have none, by reason
 * @param waves how many waves they were published in
 * @param model what scored
 * @param settings how
 * @param patches distinct patches that the network saw
 * @param seconds by {@link RunStage}, those of the tasks summed over tasks, and of the {@link #WHOLE_RUN}
 * @param versions of what took part
 * @param also what the run did with further models, which saw the same pictures; empty if there was one
 */
public record RunRecord(
        String run,
        String started,
        String finished,
        List<String> inputs,
        String table,
        long discovered,
        long skipped,
        long stillFailed,
        long repeated,
        long scored,
        SortedMap<String, Long> failures,
        int waves,
        ModelRecord model,
        SettingsRecord settings,
        long patches,
        Map<String, Double> seconds,
        Map<String, String> versions,
        List<ModelShare> also) {

    public RunRecord {
        // Records of earlier programs lack it.
        also = also == null ? List.of() : List.copyOf(also);
    }

    /** What a run did with one more model: each name means what it means in the record. */
    public record ModelShare(
            ModelRecord model,
            SettingsRecord settings,
            long skipped,
            long stillFailed,
            long scored,
            SortedMap<String, Long> failures) {}

    /** A record for each model, as if it had been the run's only one. Time is that of all together. */
    public List<RunRecord> ofEachModel() {
        List<RunRecord> all = new ArrayList<>(List.of(this));
        also.forEach(share -> all.add(new RunRecord(
                run,
                started,
                finished,
                inputs,
                table,
                discovered,
                share.skipped(),
                share.stillFailed(),
                repeated,
                share.scored(),
                share.failures(),
                waves,
                share.model(),
                share.settings(),
                patches,
                seconds,
                versions,
                List.of())));
        return all;
    }

    /** The key of {@link #seconds} for the time from the start to the end. */
    public static final String WHOLE_RUN = "whole run";

    /** The model of a run. */
    public record ModelRecord(String name, String id, double scoreMin, double scoreMax, boolean higherIsBetter) {

        /** The scale of its scores. */
        public QualityScale scale() {
            return QualityScale.of(scoreMin, scoreMax, higherIsBetter);
        }
    }

    /** The settings of a run that a score depends on, and those that its speed does. {@code slots} are tasks at once. */
    public record SettingsRecord(
            String mode,
            String preprocessingId,
            String preprocessing,
            int batchSize,
            String device,
            String arithmetic,
            String master,
            int slots) {}

    /** Pictures without a score. */
    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }
}
