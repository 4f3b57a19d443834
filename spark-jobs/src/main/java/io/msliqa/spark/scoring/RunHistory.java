package io.msliqa.spark.scoring;

import io.msliqa.spark.store.Commit;
import io.msliqa.spark.store.TableHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells which runs have written to a table: by their records if they ended, else by their waves. */
public final class RunHistory {

    /**
     * A run.
     *
     * @param name of the run; names sort by time
     * @param record the record it left; none if it is at work or was stopped
     * @param waves how many it published
     * @param scored pictures with a score
     * @param failures pictures without one, by reason
     */
    public record Run(
            String name, Optional<RunRecord> record, int waves, long scored, SortedMap<String, Long> failures) {

        /** Pictures without a score. */
        public long failed() {
            return failures.values().stream().mapToLong(Long::longValue).sum();
        }

        /** The time from its start to its end. */
        public Optional<Duration> took() {
            return record.map(kept -> Duration.between(Instant.parse(kept.started()), Instant.parse(kept.finished())));
        }
    }

    private final List<Run> runs;

    private RunHistory(List<Run> runs) {
        this.runs = List.copyOf(runs);
    }

    /** The history of a table. */
    public static RunHistory of(TableHistory history) {
        Map<String, RunRecord> records = new LinkedHashMap<>();
        history.records(RunRecord.class).forEach(record -> records.put(record.run(), record));
        SortedMap<String, List<Commit>> waves = new TreeMap<>();
        records.keySet().forEach(run -> waves.put(run, new ArrayList<>()));
        history.unfinished().forEach(run -> waves.put(run, new ArrayList<>()));
        for (Commit commit : history.commits()) {
            List<Commit> ofRun = waves.computeIfAbsent(commit.run(), run -> new ArrayList<>());
            // A wave that takes the place of others tells nothing new of its rows.
            if (commit.replaces().isEmpty()) {
                ofRun.add(commit);
            }
        }
        List<Run> runs = new ArrayList<>();
        waves.forEach((run, commits) -> runs.add(run(run, records, commits)));
        return new RunHistory(runs);
    }

    private static Run run(String name, Map<String, RunRecord> records, List<Commit> commits) {
        SortedMap<String, Long> failures = new TreeMap<>();
        long scored = 0;
        for (Commit commit : commits) {
            scored += commit.scored();
            commit.failures().forEach((reason, count) -> failures.merge(reason, count, Long::sum));
        }
        return new Run(name, Optional.ofNullable(records.get(name)), commits.size(), scored, failures);
    }

    /** All runs, the first one first. */
    public List<Run> runs() {
        return runs;
    }

    /**
     * Pictures that a task slot has scored a second, on average over the last runs that worked as this one would: the same
     * model and preprocessing. Empty if there was none.
     *
     * @param last so many runs count at most
     */
    public Optional<Double> speed(String modelId, String preprocessingId, int last) {
        double pictures = 0;
        double slotSeconds = 0;
        int counted = 0;
        for (int i = runs.size() - 1; i >= 0 && counted < last; i--) {
            RunRecord record = runs.get(i)
                    .record()
                    .flatMap(kept -> kept.ofEachModel().stream()
                            .filter(each -> each.model().id().equals(modelId)
                                    && each.settings().preprocessingId().equals(preprocessingId))
                            .findFirst())
                    .orElse(null);
            if (record != null && record.scored() > 0) {
                pictures += record.scored() + record.failed();
                slotSeconds += record.seconds().get(RunRecord.WHOLE_RUN)
                        * Math.max(1, record.settings().slots());
                counted++;
            }
        }
        return counted == 0 ? Optional.empty() : Optional.of(pictures / slotSeconds);
    }
}
