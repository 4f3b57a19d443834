package io.msliqa.spark.listing;

import io.msliqa.UserException;
import io.msliqa.spark.StorageProblem;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Makes places of what users write: paths, URIs, and names as the table has them. It asks no storage. */
final class Places {

    /** How a URI begins; any other text with a colon is a name. */
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):/.*", Pattern.DOTALL);

    private final Configuration hadoop;
    private final Shards shards;

    Places(Configuration hadoop) {
        this.hadoop = hadoop;
        this.shards = new Shards(hadoop);
    }

    /**
     * The place that a user wrote.
     *
     * @throws UserException saying why it names nothing that can be read
     */
    Place of(String text) {
        return of(text, this::home);
    }

    /** The folder beside which relative names begin. */
    private interface Base {
        Path folder() throws IOException;
    }

    /**
     * The place that stands in a list.
     *
     * @param list the list's own place, beside which relative names begin
     * @throws UserException as of {@link #of(String)}
     */
    Place of(String text, Path list) {
        return of(text, list::getParent);
    }

    /**
     * The name of a file about which a list says everything, so that no storage is asked.
     *
     * @throws UserException as of {@link #of(String)}
     */
    String nameOf(String text, Path list) {
        if (text.startsWith("s3a://")) {
            StorageProblem.requireNoSecret(text);
            return text;
        }
        return of(text, list).name();
    }

    private Place of(String text, Base base) {
        if (text.isEmpty()) {
            throw new UserException("'' names nothing");
        }
        if (text.indexOf('\0') >= 0) {
            throw new UserException("'" + text.replace('\0', '?') + "' has a character (NUL) that no name has");
        }
        try {
            Place file = file(text, base);
            Matcher entry = ShardKind.ENTRY.matcher(text);
            return entry.matches() && !file.exists()
                    ? new EntryPlace(file(entry.group(1), base), text.substring(entry.end(1)), shards)
                    : file;
        } catch (UserException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Any: Hadoop says of a class that is missing by a RuntimeException.
            throw new UserException("'" + text + "' names nothing that can be read here: " + reason(text, e), e);
        }
    }

    private static String reason(String text, Exception failure) {
        Matcher scheme = SCHEME.matcher(text);
        if (scheme.matches() && (scheme.group(1).equals("s3") || scheme.group(1).equals("s3n"))) {
            return "write s3a://" + text.replaceFirst("^[^/]*//*", "");
        }
        if (failure instanceof InvalidPathException) {
            return "no file of this machine can be called so";
        }
        if (failure.getCause() instanceof ClassNotFoundException) {
            return "the library that reads '" + text.replaceFirst(":.*", ":")
                    + "' is not there; name it with --packages or" + " --jars";
        }
        return failure instanceof IOException io ? StorageProblem.of(io) : failure.getMessage();
    }

    private Place file(String text, Base base) throws IOException {
        if (SCHEME.matcher(text).matches()) {
            // Refuses passwords.
            StorageProblem.requireNoSecret(text);
            return LocalName.isLocal(text) ? new LocalPlace(LocalName.path(text).normalize()) : remote(text);
        }
        Path folder = base.folder();
        return isLocal(folder) ? local(text, folder) : remote(resolved(text, folder));
    }

    private Path home() throws IOException {
        FileSystem files = FileSystem.get(hadoop);
        return files.getWorkingDirectory();
    }

    private static boolean isLocal(Path base) {
        return "file".equals(base.toUri().getScheme());
    }

    private static Place local(String text, Path base) {
        String absolute = text.startsWith("/") ? text : base.toUri().getPath() + "/" + text;
        return new LocalPlace(LocalName.path("file:" + absolute).normalize());
    }

    private static String resolved(String text, Path base) {
        String folder = text.startsWith("/") ? new Path(base, "/").toString() : base.toString();
        return (folder.endsWith("/") ? folder : folder + "/") + text.replaceFirst("^/+", "");
    }

    private Place remote(String text) throws IOException {
        if (S3Objects.isOdd(text)) {
            Optional<S3Objects> objects = S3Objects.of(S3Objects.bucketOf(text).getFileSystem(hadoop));
            String key = S3Objects.keyOf(text);
            if (objects.isPresent() && objects.get().look(key).isPresent()) {
                return new S3Place(objects.get(), key);
            }
        }
        Path path = new Path(text);
        FileSystem files = path.getFileSystem(hadoop);
        return new HadoopPlace(files, files.makeQualified(path));
    }
}
