package io.msliqa.spark.store;

import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.ScoreColumns;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The kinds of tables that grow by waves. */
enum TableKind {
    /** A table with a row for each picture. */
    SCORES("score table", "score") {
        @Override
        StructType schema() {
            return ScoreColumns.SCHEMA;
        }

        @Override
        Tally tally(Dataset<Row> rows) {
            // One job, and nothing to plan or to shuffle: it comes after each wave.
            SortedMap<String, Long> failures = rows.select(ScoreColumns.STATUS, ScoreColumns.REASON)
                    .toJavaRDD()
                    .aggregate(
                            new TreeMap<String, Long>(),
                            (counts, row) -> {
                                boolean scored = row.getString(0).equals(ScoreColumns.SCORED);
                                counts.merge(scored ? ScoreColumns.SCORED : row.getString(1), 1L, Long::sum);
                                return counts;
                            },
                            (counts, more) -> {
                                more.forEach((reason, count) -> counts.merge(reason, count, Long::sum));
                                return counts;
                            });
            Long scored = failures.remove(ScoreColumns.SCORED);
            return new Tally(scored == null ? 0 : scored, failures);
        }
    },
    /** A table with a row for each night. */
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

    /** The name of such a table in messages. */
    String title() {
        return title;
    }

    /** The verb that makes such a table. */
    String verb() {
        return verb;
    }

    abstract StructType schema();

    /** Counts the rows of a wave: those that are good, and those that failed, by reason. */
    abstract Tally tally(Dataset<Row> rows);

    /** Rows of a wave. */
    record Tally(long good, SortedMap<String, Long> failures) {

        long rows() {
            return good + failures.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
