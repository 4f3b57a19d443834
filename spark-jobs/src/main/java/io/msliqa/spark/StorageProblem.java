package io.msliqa.spark;

import io.msliqa.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/** Says of a file system's errors what a user can do about them. */
public final class StorageProblem {

    private static final Pattern SECRET = Pattern.compile("[a-zA-Z][\\w+.-]*://[^/]*:[^/@]*@.*");

    /** How Linux, HDFS and S3 gateways say that there is no room. Exceptions of tasks arrive as text, too. */
    private static final List<String> NO_ROOM =
            List.of("No space left on device", "Disk quota exceeded", "QuotaExceededException", "EntityTooLarge");

    private StorageProblem() {}

    /** Whether this, not its causes, says that there is no room left. */
    public static boolean isNoRoom(Throwable failure) {
        String text = failure.toString();
        return NO_ROOM.stream().anyMatch(text::contains);
    }

    /** In words, one line. */
    public static String of(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isNoRoom(cause)) {
                return "there is no room left. The storage says: " + firstLine(cause);
            }
            if (cause instanceof AccessDeniedException || cause instanceof AccessControlException) {
                return "access is denied. Check the credentials (environment, profile, role of the machine) and what they"
                        + " allow. The storage says: " + firstLine(failure);
            }
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof SocketTimeoutException) {
                return "the storage cannot be reached: " + firstLine(cause);
            }
        }
        return failure instanceof FileNotFoundException && firstLine(failure).isEmpty()
                ? "it does not exist"
                : firstLine(failure);
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    /**
     * A place that the user named.
     *
     * @throws UserException if a password stands in it: it would come to stand in rows, records and logs, too
     */
    public static Path path(String place) {
        requireNoSecret(place);
        return new Path(place);
    }

    /**
     * Refuses a place with a password in it.
     *
     * @throws UserException as of {@link #path}
     */
    public static void requireNoSecret(String place) {
        if (SECRET.matcher(place).matches()) {
            throw new UserException("There is a password in the address '" + Secret.shown(place)
                    + "'. Leave it out; credentials come from the environment, a profile or the machine's role");
        }
    }
}
