package io.msliqa.spark.storage;

import io.msliqa.spark.UserException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.security.AccessControlException;

/** Tells, of what went wrong while a table was written, what its user can mend: no room, no permission. */
final class StorageFailure {

    /** How Linux, HDFS and S3 gateways say that there is no room. Exceptions of tasks arrive as text, too. */
    private static final List<String> NO_ROOM =
            List.of("No space left on device", "Disk quota exceeded", "QuotaExceededException", "EntityTooLarge");

    private StorageFailure() {}

    /** The exception to throw: one for the user if they can do something, else what it was. */
    static RuntimeException of(Exception failure, String doing) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> problem = problem(cause);
            if (problem.isPresent()) {
                return new UserException(
                        doing + " failed: " + problem.get() + ". What was published before is whole and stays; mend"
                                + " this and run the same command again, which goes on from there",
                        failure);
            }
        }
        return failure instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException(doing + " failed: " + failure.getMessage(), failure);
    }

    private static Optional<String> problem(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (NO_ROOM.stream().anyMatch(text::contains)) {
            return Optional.of("there is no room left, in the table's place or in spark.local.dir");
        }
        if (cause instanceof AccessDeniedException || cause instanceof AccessControlException) {
            return Optional.of(
                    "the storage refuses it (" + text.lines().findFirst().orElse("") + ")");
        }
        return Optional.empty();
    }
}
