package io.msliqa.spark.nightly;

import io.msliqa.quality.drift.DriftResult;
import io.msliqa.quality.drift.ScoreCounts;
import io.msliqa.spark.rows.NightRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * A night with all that a report shows of it.
 *
 * @param night as the history keeps it
 * @param before the nights before it, the first one first
 * @param season what kind of nights it was compared with, such as "Mondays"; "nights" if they are alike
 * @param drift by what pictures are grouped by, in order; empty if the scores were not judged
 * @param scores of the night
 * @param baseline scores of the baseline
 * @param worst rows of the score table, the worst first
 * @param failures by reason: reason, count, and image and message of an example
 * @param examples rows of pictures with the cause that rose most, the worst first; empty if none did
 * @param others further models that scored the same pictures, in the order of the run
 * @param cost in the currency of {@code scoring.price-per-hour}; empty if unknown
 */
public record NightResult(
        NightRow night,
        List<NightRow> before,
        String season,
        Map<String, DriftResult> drift,
        ScoreCounts scores,
        ScoreCounts baseline,
        List<Row> worst,
        List<Row> failures,
        List<Row> examples,
        List<OtherModel> others,
        Optional<Double> cost) {

    /** The same, with what its runs cost. */
    NightResult withCost(double price) {
        return new NightResult(
                night, before, season, drift, scores, baseline, worst, failures, examples, others, Optional.of(price));
    }
}
