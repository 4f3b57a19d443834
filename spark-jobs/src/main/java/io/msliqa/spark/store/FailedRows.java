package io.msliqa.spark.store;

import io.msliqa.spark.rows.ScoreColumns;
import java.io.Serializable;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Rows without a score that a run wants to try again.
 *
 * @param modelId of the run
 * @param preprocessingId of the run
 * @param reasons why there is no score; empty for no row at all
 */
public record FailedRows(String modelId, String preprocessingId, Set<String> reasons) implements Serializable {

    public FailedRows {
        reasons = Set.copyOf(reasons);
    }

    /** Whether a row of the table is one. */
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
