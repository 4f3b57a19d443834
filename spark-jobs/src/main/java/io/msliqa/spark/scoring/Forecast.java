package io.msliqa.spark.scoring;

import io.msliqa.scoring.ScoringSettings;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.FailedRows;
import io.msliqa.spark.store.ScoreTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Says what a run would do, without doing it. It writes nothing, not even the table's folder.
 *
 * @param seen pictures that it would look at
 * @param skipped those that the table already holds, unchanged
 * @param again those that failed before and would be tried again
 * @param broken those that the listing cannot look at, which would fail
 * @param bytes the length of the pictures to score, as far as it is known
 * @param slots tasks at once
 * @param time how long it would take, by the speed of earlier runs; empty if there was none like it
 * @param cost what that costs, in the currency of {@code scoring.price-per-hour}; empty if either is unknown
 */
public record Forecast(
        long seen,
        long skipped,
        long again,
        long broken,
        long bytes,
        int slots,
        Optional<Duration> time,
        Optional<Double> cost) {

    private static final double UNKNOWN_SPEED = 0;
    private static final int RUNS_THAT_COUNT = 5;

    /** How many it would score. */
    public long toScore() {
        return seen - skipped;
    }

    /** Lists everything, and looks into the table and its history. */
    public static Forecast of(SparkSession spark, Settings settings, Inputs inputs, String folder, RunScope scope) {
        ScoringSettings scoring = ScoringJob.scoringSettings(settings);
        List<FailedRows> failed = Model.all(
                        settings.model(), spark.sparkContext().hadoopConfiguration())
                .stream()
                .map(model ->
                        new FailedRows(model.id(), model.preprocessing(scoring).id(), scope.reasons()))
                .toList();
        try (ListingAhead listing = ListingAhead.begin(spark, settings.listing(), inputs)) {
            if (!ScoreTable.exists(spark, folder)) {
                try (ToDo toDo = ToDo.everything(listing, failed, scope.limit())) {
                    return count(toDo, spark, settings, UNKNOWN_SPEED);
                }
            }
            ScoreTable table = ScoreTable.existing(spark, folder);
            RunHistory history = RunHistory.of(table.history());
            // Models of one run share its time; the slowest way counts.
            double speed = failed.stream()
                    .mapToDouble(model -> history.speed(model.modelId(), model.preprocessingId(), RUNS_THAT_COUNT)
                            .orElse(UNKNOWN_SPEED))
                    .min()
                    .orElse(UNKNOWN_SPEED);
            try (ToDo toDo = ToDo.of(listing, table, failed, scope.limit(), DriverRoom.USUAL)) {
                return count(toDo, spark, settings, speed);
            }
        }
    }

    private static Forecast count(ToDo toDo, SparkSession spark, Settings settings, double speed) {
        long broken = 0;
        long bytes = 0;
        long again = 0;
        do {
            while (toDo.hasNext()) {
                CorpusRow file = toDo.next().file();
                broken += file.listed() ? 0 : 1;
                bytes += Math.max(0, file.bytes());
            }
            again += toDo.again().size();
        } while (toDo.goOn());
        int slots = spark.sparkContext().defaultParallelism();
        long pictures = toDo.seen() - toDo.skipped();
        Optional<Duration> time = speed == UNKNOWN_SPEED
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(1000.0 * pictures / (speed * slots))));
        double price = settings.scoring().pricePerHour();
        Optional<Double> cost = time.filter(known -> price > 0).map(known -> known.toMillis() / 3.6e6 * price);
        return new Forecast(toDo.seen(), toDo.skipped(), again, broken, bytes, slots, time, cost);
    }
}
