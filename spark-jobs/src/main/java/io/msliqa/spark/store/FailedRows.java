package io.msliqa.spark.store;

import io.msliqa.spark.rows.ScoreColumns;
import java.io.Serializable;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Selects the rows without a score that a run wants to try again.
 *
 * @param modelId of the run
 * @param preprocessingId of the run
 * @param reasons the reasons of the failures to try again; empty for no row at all
 */
public record FailedRows(String modelId, String preprocessingId, Set<String> reasons) implements Serializable {

    public FailedRows {
        reasons = Set.copyOf(reasons);
    }

    /** The condition that a row of the table is such a row. */
    Column condition() {
        return ofRun().and(functions.col(ScoreColumns.STATUS).equalTo(ScoreColumns.FAILED))
                .and(functions.col(ScoreColumns.REASON).isin(reasons.toArray()));
    }

    /** Whether a row of the table was made by the same model and preprocessing. */
    Column ofRun() {
        return functions
                .col(ScoreColumns.MODEL_ID)
                .equalTo(modelId)
                .and(functions.col(ScoreColumns.PREPROCESSING_ID).equalTo(preprocessingId));
    }
}
