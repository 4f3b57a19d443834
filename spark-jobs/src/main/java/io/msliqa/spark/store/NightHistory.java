package io.msliqa.spark.store;

import io.msliqa.UserException;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.settings.StorageSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Keeps the nights that were judged, in a table like that of the scores: each night is there as a whole, once, or not
 * at all. A night that is judged again replaces its former row in one step; the commit log keeps who did that and when.
 */
public final class NightHistory {

    private final SparkSession spark;
    private final WaveTable waves;

    private NightHistory(SparkSession spark, WaveTable waves) {
        this.spark = spark;
        this.waves = waves;
    }

    /**
     * Opens a history to write to, and makes it if it is not there.
     *
     * @throws UserException if the folder cannot be made, or holds something else
     */
    public static NightHistory create(SparkSession spark, String folder) {
        return new NightHistory(spark, WaveTable.create(spark, folder, TableKind.NIGHTS));
    }

    /**
     * Opens an existing history.
     * @throws UserException if there is none
     */
    public static NightHistory existing(SparkSession spark, String folder) {
        return new NightHistory(spark, WaveTable.existing(spark, folder, TableKind.NIGHTS));
    }

    /** All nights by name, the first one first. */
    public List<NightRow> nights() {
        return waves.read().collectAsList().stream()
                .map(NightRow::of)
                .sorted(Comparator.comparing(NightRow::night))
                .toList();
    }

    /** One night. */
    public Optional<NightRow> night(String name) {
        return nights().stream().filter(night -> night.night().equals(name)).findFirst();
    }

    /** The folder, as a URI. */
    public String location() {
        return waves.location();
    }

    /**
     * Begins to write; until it is closed no other run can.
     *
     * @throws UserException if another run is at work in it
     */
    public Writer writer(String run, StorageSettings settings) {
        return new Writer(waves.writer(run, settings));
    }

    /** Keeps nights. */
    public final class Writer implements AutoCloseable {

        private final TableWriter writer;

        private Writer(TableWriter writer) {
            this.writer = writer;
        }

        /** Keeps a night; it replaces one of the same name. */
        public void keep(NightRow night) {
            List<Integer> former = waves.read()
                    .filter(functions.col("night").equalTo(night.night()))
                    .select(WaveTable.WAVE)
                    .as(Encoders.INT())
                    .collectAsList();
            List<Row> row = List.of(night.toRow());
            writer.replace(former, spark.createDataFrame(row, NightRow.SCHEMA).coalesce(1), 1);
        }

        @Override
        public void close() {
            writer.close();
        }
    }
}
