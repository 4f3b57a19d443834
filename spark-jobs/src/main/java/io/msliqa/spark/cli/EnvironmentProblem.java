package io.msliqa.spark.cli;

import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Says of what libraries throw, and the user can mend, what it means here. */
final class EnvironmentProblem {

    private static final Pattern SCHEME = Pattern.compile("scheme \"([^\"]*)\"");

    private EnvironmentProblem() {}

    /** In words, if this, not its causes, is such a thing. */
    static Optional<String> of(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof UnsupportedFileSystemException) {
            Matcher scheme = SCHEME.matcher(message);
            return Optional.of(scheme.find() ? unknown(scheme.group(1)) : message);
        }
        if (failure instanceof ClassNotFoundException && message.contains("FileSystem")) {
            return Optional.of(
                    "The library of a file system is missing: " + message + ". Name it with --packages or --jars");
        }
        if (failure instanceof InvalidPathException) {
            return Optional.of("'" + message.replace('\0', '?') + "': no file can be called so");
        }
        if (failure instanceof OutOfMemoryError) {
            return Optional.of(
                    "The memory is used up (" + message + "): the driver's heap is " + heap()
                            + ". Give it more with --driver-memory or MSLIQA_DRIVER_MEMORY, such as 4g; what was published stays");
        }
        // DJL would fetch PyTorch's libraries, and is not let.
        if (message.contains("Offline mode is enabled")) {
            return Optional.of(
                    "PyTorch's libraries are not here: this command computes with PyTorch, and a release leaves them"
                            + " out. Put the jar ai.djl.pytorch:pytorch-native-cpu of this machine into jars/lib, or set"
                            + " PYTORCH_LIBRARY_PATH for a GPU (docs/install.md says how)");
        }
        if (message.contains("Could not parse Master URL")) {
            return Optional.of(message + ". --master takes local[*], spark://HOST:7077, yarn or k8s://...");
        }
        if (message.contains("System memory") && message.contains("must be at least")) {
            return Optional.of(
                    "The driver's heap of " + heap() + " is too small for Spark. Give it more with --driver-memory or"
                            + " MSLIQA_DRIVER_MEMORY, such as 2g");
        }
        return Optional.empty();
    }

    private static String unknown(String scheme) {
        return scheme.equals("s3") || scheme.equals("s3n")
                ? "'" + scheme + "://' is called 's3a://' here"
                : "No file system here reads '" + scheme
                        + ":'. There are file:, hdfs: and s3a:; others come with a library that"
                        + " --packages or --jars names";
    }

    private static String heap() {
        return (Runtime.getRuntime().maxMemory() >> 20) + " MiB";
    }
}
