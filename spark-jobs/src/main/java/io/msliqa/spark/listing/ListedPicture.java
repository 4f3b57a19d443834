package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * A line of a list.
 *
 * @param image as it is written
 * @param bytes its length; {@link CorpusRow#UNKNOWN} if the list does not say
 * @param modified when it was changed; {@link CorpusRow#NEVER} if the list does not say
 * @param etag its checksum; empty if the list does not say
 */
record ListedPicture(String image, long bytes, Instant modified, String etag) {

    /** A picture of which the list gives only the name. */
    static ListedPicture named(String image) {
        return new ListedPicture(image, CorpusRow.UNKNOWN, CorpusRow.NEVER, "");
    }

    /**
     * The file, as a listing of its storage would have it, if the list says so much that nobody needs to ask the storage before
     * the picture is read.
     *
     * @throws io.msliqa.UserException as of {@link Places#of(String)}
     */
    Optional<CorpusRow> asListed(Places places, Path list) {
        if (bytes == CorpusRow.UNKNOWN
                || modified.equals(CorpusRow.NEVER)
                || ShardKind.ENTRY.matcher(image).matches()) {
            return Optional.empty();
        }
        String name = places.nameOf(image, list);
        // S3 has its checksums in quotes, its inventories have not.
        boolean bare = name.startsWith("s3a://") && !etag.isEmpty() && !etag.startsWith("\"");
        return Optional.of(CorpusRow.of(name, bytes, modified, bare ? '"' + etag + '"' : etag));
    }
}
