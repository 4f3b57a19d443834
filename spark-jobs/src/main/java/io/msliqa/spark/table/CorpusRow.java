package io.msliqa.spark.table;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A picture to score, as the listing found it.
 *
 * @param image its URI
 * @param bytes its length; {@link #UNKNOWN} if the listing could not tell
 * @param modified when it was last changed, to the millisecond; {@link Instant#EPOCH} if unknown
 * @param etag the object store's checksum; empty if there is none
 * @param problem why the listing could not look at it; empty if it could
 */
public record CorpusRow(String image, long bytes, Instant modified, String etag, String problem) {

    /** The length of a file that the listing could not look at. */
    public static final long UNKNOWN = -1;

    /** The columns: image, bytes, modified, etag, problem. What is unknown is null. */
    public static final StructType SCHEMA = new StructType()
            .add("image", DataTypes.StringType, false)
            .add("bytes", DataTypes.LongType, true)
            .add("modified", DataTypes.TimestampType, true)
            .add("etag", DataTypes.StringType, true)
            .add("problem", DataTypes.StringType, true);

    public CorpusRow {
        modified = modified.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A file that could be looked at. */
    public static CorpusRow of(String image, long bytes, Instant modified, String etag) {
        return new CorpusRow(image, bytes, modified, etag, "");
    }

    /** A file, or a folder, that could not be looked at. */
    public static CorpusRow unlisted(String image, String problem) {
        return new CorpusRow(image, UNKNOWN, Instant.EPOCH, "", problem);
    }

    /** As a row of {@link #SCHEMA}. */
    public Row toRow() {
        return RowFactory.create(
                image,
                bytes == UNKNOWN ? null : bytes,
                modified.equals(Instant.EPOCH) ? null : Timestamp.from(modified),
                etag.isEmpty() ? null : etag,
                problem.isEmpty() ? null : problem);
    }

    /** Reads the first columns of a row, by their names; other columns may be there. */
    public static CorpusRow of(Row row) {
        int bytes = row.fieldIndex("bytes");
        Timestamp modified = row.getTimestamp(row.fieldIndex("modified"));
        String etag = row.getString(row.fieldIndex("etag"));
        String problem = row.getString(row.fieldIndex("problem"));
        return new CorpusRow(
                row.getString(row.fieldIndex("image")),
                row.isNullAt(bytes) ? UNKNOWN : row.getLong(bytes),
                modified == null ? Instant.EPOCH : modified.toInstant(),
                etag == null ? "" : etag,
                problem == null ? "" : problem);
    }
}
