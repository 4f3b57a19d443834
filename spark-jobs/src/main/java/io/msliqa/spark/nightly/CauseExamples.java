package io.msliqa.spark.nightly;

import static org.apache.spark.sql.functions.col;

import io.msliqa.spark.nightly.checks.CauseChecks;
import io.msliqa.spark.nightly.checks.Verdicts;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Picks pictures that show the cause which rose most. */
public final class CauseExamples {

    private static final int MOST = 3;

    private CauseExamples() {}

    /** The check of the cause that rose most; empty if none raised an alarm. */
    public static Optional<CheckRow> risen(List<CheckRow> checks) {
        return Verdicts.alarms(checks).stream()
                .filter(row -> row.check() == Check.CAUSE)
                .findFirst();
    }

    static List<Row> of(Dataset<Row> rows, List<CheckRow> checks, boolean higherIsBetter) {
        Optional<CheckRow> risen = risen(checks);
        if (risen.isEmpty() || !Arrays.asList(rows.columns()).contains(CauseChecks.DIMENSION)) {
            return List.of();
        }
        Dataset<Row> spoilt =
                rows.filter(col(CauseChecks.DIMENSION).equalTo(risen.get().group()));
        return NightPictures.worst(spoilt, higherIsBetter, MOST);
    }
}
