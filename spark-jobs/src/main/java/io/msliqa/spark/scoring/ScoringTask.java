package io.msliqa.spark.scoring;

import io.msliqa.spark.rows.CorpusRow;
import java.util.BitSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A picture, and which models are to score it.
 *
 * @param file as it was listed
 * @param models a bit for each model of the run, the first one's lowest; not 0
 */
record ScoringTask(CorpusRow file, long models) {

    private static final String MODELS = "models";

    /** The columns: those of {@link CorpusRow}, and models. */
    static final StructType SCHEMA = CorpusRow.SCHEMA.add(MODELS, DataTypes.LongType, false);

    ScoringTask {
        if (models == 0) {
            throw new IllegalArgumentException("No model is to score " + file.image());
        }
    }

    /** All models of so many. */
    static long allOf(int models) {
        return (1L << models) - 1;
    }

    /** How many models are to score it: so many rows it has. */
    int count() {
        return Long.bitCount(models);
    }

    /** The models by their places. */
    BitSet places() {
        return BitSet.valueOf(new long[] {models});
    }

    /** As a row of {@link #SCHEMA}. */
    Row toRow() {
        Row listed = file.toRow();
        Object[] values = new Object[SCHEMA.length()];
        for (int i = 0; i < listed.length(); i++) {
            values[i] = listed.get(i);
        }
        values[listed.length()] = models;
        return RowFactory.create(values);
    }

    /** Reads a row of {@link #SCHEMA}. */
    static ScoringTask of(Row row) {
        return new ScoringTask(CorpusRow.of(row), row.getLong(row.fieldIndex(MODELS)));
    }
}
