package io.msliqa.spark.store;

import io.msliqa.UserException;
import io.msliqa.spark.StorageProblem;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.apache.hadoop.security.AccessControlException;

/** Turns failures of writing a table that its user can mend (no room, no permission) into the user's messages. */
final class StorageFailure {

    private StorageFailure() {}

    /** The exception to throw: one for the user if they can mend the failure, else the failure itself. */
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
        if (StorageProblem.isNoRoom(cause)) {
            return Optional.of("there is no room left, in the table's place or in spark.local.dir");
        }
        if (cause instanceof AccessDeniedException || cause instanceof AccessControlException) {
            String text = String.valueOf(cause.getMessage());
            return Optional.of(
                    "the storage refuses it (" + text.lines().findFirst().orElse("") + ")");
        }
        return Optional.empty();
    }
}
