package io.msliqa.spark.listing;

import io.msliqa.image.FailureReason;
import io.msliqa.spark.rows.CorpusRow;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists the objects of a bucket, a thousand a request, each by its key as it is.
 *
 * @param wanted says by the text behind a key's last slash whether the object is taken
 * @param excluded prefixes that are passed over, as names with a slash at the end
 */
record S3Tree(S3Objects objects, Predicate<String> wanted, Set<String> excluded, Consumer<CorpusRow> sink) {

    private static final Logger LOG = LoggerFactory.getLogger(S3Tree.class);

    private static final Pattern COMMIT_LOG = Pattern.compile("(.*/|)_commits/[0-9]{6,}\\.json");

    /** Adds one object. */
    void add(String key, HeadObjectResponse object) {
        String etag = object.eTag() == null ? "" : object.eTag();
        sink.accept(CorpusRow.of(objects.name(key), object.contentLength(), object.lastModified(), etag));
    }

    /** Adds all objects below a prefix. */
    void addBelow(String prefix) {
        addMatching(prefix, Pattern.compile(".*", Pattern.DOTALL));
    }

    /** Adds the objects whose keys match. */
    void addMatching(String prefix, Pattern keys) {
        Set<String> tables = new HashSet<>();
        try {
            objects.list(prefix, object -> {
                Matcher log = COMMIT_LOG.matcher(object.key());
                if (log.matches() && tables.add(log.group(1))) {
                    LOG.warn("{} is a table that msliqa has made, and is passed over", objects.name(log.group(1)));
                }
                if (isTaken(object, tables) && keys.matcher(object.key()).matches()) {
                    add(object);
                }
            });
        } catch (IOException e) {
            sink.accept(CorpusRow.unlisted(
                    objects.name(prefix), FailureReason.UNREADABLE, "The storage says: " + e.getMessage()));
        }
    }

    /** Whether an object stands for a folder: some programs make empty objects that end in a slash. */
    private boolean isTaken(S3Object object, Set<String> tables) {
        boolean folder = object.size() == 0
                && (object.key().endsWith("/") || object.key().endsWith("_$folder$"));
        String name = objects.name(object.key());
        return !folder
                && excluded.stream().noneMatch(name::startsWith)
                && tables.stream().noneMatch(object.key()::startsWith)
                && wanted.test(object.key().substring(object.key().lastIndexOf('/') + 1));
    }

    private void add(S3Object object) {
        // As S3A has it: to the second, and the checksum with its quotes.
        Instant modified = object.lastModified();
        sink.accept(CorpusRow.of(
                objects.name(object.key()), object.size(), modified, object.eTag() == null ? "" : object.eTag()));
    }
}
