package io.msliqa.spark.store;

import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.ScoreColumns;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** What a table of waves holds. */
enum TableKind {
    /** A row for each picture. */
    SCORES("score table", "score") {
        @Override
        StructType schema() {
            return ScoreColumns.SCHEMA;
        }

        @Override
        Tally tally(Dataset<Row> rows) {
            long scored = 0;
            SortedMap<String, Long> failures = new TreeMap<>();
            for (Row count : rows.groupBy(ScoreColumns.STATUS, ScoreColumns.REASON)
                    .count()
                    .collectAsList()) {
                if (count.getString(0).equals(ScoreColumns.SCORED)) {
                    scored += count.getLong(2);
                } else {
                    failures.merge(count.getString(1), count.getLong(2), Long::sum);
                }
            }
            return new Tally(scored, failures);
        }
    },
    /** A row for each night. */
    NIGHTS("history of nights", "nightly") {
        @Override
        StructType schema() {
            return NightRow.SCHEMA;
        }

        @Override
        Tally tally(Dataset<Row> rows) {
            return new Tally(rows.count(), new TreeMap<>());
        }
    };

    private final String title;
    private final String verb;

    TableKind(String title, String verb) {
        this.title = title;
        this.verb = verb;
    }

    /** What messages call such a table. */
    String title() {
        return title;
    }

    /** Which verb makes one. */
    String verb() {
        return verb;
    }

    abstract StructType schema();

    /** How many rows count, and how many say why they do not. */
    abstract Tally tally(Dataset<Row> rows);

    /** Rows of a wave. */
    record Tally(long good, SortedMap<String, Long> failures) {

        long rows() {
            return good + failures.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
