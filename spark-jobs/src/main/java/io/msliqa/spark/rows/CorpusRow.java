package io.msliqa.spark.rows;

import io.msliqa.image.FailureReason;
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
 * @param image its URI; of one that lies in a shard, that file's, {@code !/} and its place there
 * @param bytes its length; {@link #UNKNOWN} if the listing could not tell
 * @param modified when it was last changed, to the millisecond; {@link #NEVER} if unknown
 * @param etag the object store's checksum; empty if there is none
 * @param position where it lies in its shard, as that kind counts; {@link #WHOLE} of a file of its own
 * @param reason the reason code if the listing could not look at it; empty if it could
 * @param message what happened then; empty if it could
 */
public record CorpusRow(
        String image, long bytes, Instant modified, String etag, long position, String reason, String message) {

    /** The length of a file that the listing could not look at. */
    public static final long UNKNOWN = -1;

    /** When a file was changed of which that is not known; no file has such a time. */
    public static final Instant NEVER = Instant.ofEpochMilli(Long.MIN_VALUE);

    /** The position of a file of its own. */
    public static final long WHOLE = -1;

    /** The columns: image, bytes, modified, etag, position, reason, message. What is unknown is null. */
    public static final StructType SCHEMA = new StructType()
            .add("image", DataTypes.StringType, false)
            .add("bytes", DataTypes.LongType, true)
            .add("modified", DataTypes.TimestampType, true)
            .add("etag", DataTypes.StringType, true)
            .add("position", DataTypes.LongType, false)
            .add("reason", DataTypes.StringType, true)
            .add("message", DataTypes.StringType, true);

    public CorpusRow {
        modified = modified.equals(NEVER) ? NEVER : modified.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A file that could be looked at. */
    public static CorpusRow of(String image, long bytes, Instant modified, String etag) {
        return new CorpusRow(image, bytes, modified, etag, WHOLE, "", "");
    }

    /**
     * One that lies in a shard, and has changed when that has.
     *
     * @param bytes its length; {@link #UNKNOWN} if only reading would tell
     * @param position see {@link #position}
     */
    public static CorpusRow inShard(String image, long bytes, CorpusRow shard, long position) {
        return new CorpusRow(image, bytes, shard.modified(), shard.etag(), position, "", "");
    }

    /** A file, or a folder, that could not be looked at. */
    public static CorpusRow unlisted(String image, FailureReason reason, String message) {
        return new CorpusRow(image, UNKNOWN, NEVER, "", WHOLE, reason.name(), message);
    }

    /** Whether the listing could look at it; if not, {@link #reason} and {@link #message} say why. */
    public boolean listed() {
        return reason.isEmpty();
    }

    /** As a row of {@link #SCHEMA}. */
    public Row toRow() {
        return RowFactory.create(
                image,
                bytes == UNKNOWN ? null : bytes,
                modified.equals(NEVER) ? null : Timestamp.from(modified),
                nullable(etag),
                position,
                nullable(reason),
                nullable(message));
    }

    /** Reads a row of {@link #SCHEMA}. */
    public static CorpusRow of(Row row) {
        CorpusRow file = ofScored(row);
        return new CorpusRow(
                file.image(),
                file.bytes(),
                file.modified(),
                file.etag(),
                row.getLong(row.fieldIndex("position")),
                text(row, "reason"),
                text(row, "message"));
    }

    /** Reads the file of a score row, of which only image, bytes, modified and etag need be there. */
    public static CorpusRow ofScored(Row row) {
        int bytes = row.fieldIndex("bytes");
        Timestamp modified = row.getTimestamp(row.fieldIndex("modified"));
        return of(
                row.getString(row.fieldIndex("image")),
                row.isNullAt(bytes) ? UNKNOWN : row.getLong(bytes),
                modified == null ? NEVER : modified.toInstant(),
                text(row, "etag"));
    }

    private static String text(Row row, String column) {
        String text = row.getString(row.fieldIndex(column));
        return text == null ? "" : text;
    }

    private static String nullable(String text) {
        return text.isEmpty() ? null : text;
    }
}
