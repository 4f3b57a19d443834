package io.msliqa.xnnpack;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.msliqa.natives.NativeAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * XNNPACK in this process: it lies within Bytedeco's library of TensorFlow Lite, which exports it.
 *
 * <p>That library is there for Linux and macOS, and asks for a C++ library that older systems lack. Where it does not load,
 * that is no fault.
 */
public final class Xnnpack {

    private static final String FOLDER = "/org/bytedeco/tensorflowlite/";
    private static final String PROPERTIES = "/META-INF/maven/org.bytedeco/tensorflow-lite/pom.properties";

    private static final int RTLD_NOW = 2;

    /** macOS shares a library's functions with all others unless told not to; Linux has another meaning for the number. */
    private static final int RTLD_LOCAL_OF_MACOS = 4;

    private static Loaded loaded;

    private Xnnpack() {}

    private record Loaded(Optional<XnnLibrary> library, String missing) {}

    /** Why XNNPACK does not run on this machine; nothing if it does. */
    public static Optional<String> missing() {
        return Optional.of(loaded().missing()).filter(reason -> !reason.isEmpty());
    }

    /** The version of TensorFlow Lite that it is part of, without loading it; nothing if there is none on the class path. */
    public static Optional<String> version() {
        try (InputStream file = Xnnpack.class.getResourceAsStream(PROPERTIES)) {
            if (file == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(file);
            return Optional.ofNullable(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException("TensorFlow Lite's version cannot be read", e);
        }
    }

    /** Its functions. */
    static XnnLibrary library() {
        return loaded().library()
                .orElseThrow(() -> new IllegalStateException("XNNPACK does not run here: " + loaded().missing()));
    }

    private static synchronized Loaded loaded() {
        if (loaded == null) {
            loaded = load();
        }
        return loaded;
    }

    private static Loaded load() {
        String resource = FOLDER + platform() + "/" + System.mapLibraryName("jnitensorflowlite");
        try (InputStream packed = Xnnpack.class.getResourceAsStream(resource)) {
            if (packed == null) {
                return missing("there is no " + resource + " on the class path");
            }
            XnnLibrary library = unpackedAndOpened(packed);
            int status = library.xnn_initialize(null);
            String problem = status == 0 ? XnnTrial.problem(library) : "it says status " + status;
            return problem.isEmpty() ? new Loaded(Optional.of(library), "") : missing(problem);
        } catch (IOException | LinkageError e) {
            return missing(e.toString());
        }
    }

    private static Loaded missing(String reason) {
        return new Loaded(Optional.empty(), reason);
    }

    private static String platform() {
        String system = Platform.isMac() ? "macosx" : Platform.isLinux() ? "linux" : Platform.RESOURCE_PREFIX;
        return system + "-" + (Platform.isARM() ? "arm64" : "x86_64");
    }

    /** The file is gone as soon as the process has it open, so that none is left whatever becomes of the process. */
    private static XnnLibrary unpackedAndOpened(InputStream packed) throws IOException {
        Path file = Files.createTempFile("msliqa-xnnpack", ".native");
        try {
            Files.copy(packed, file, StandardCopyOption.REPLACE_EXISTING);
            // PyTorch's libraries have an XNNPACK of their own, which must not meet this one.
            int mode = Platform.isMac() ? RTLD_NOW | RTLD_LOCAL_OF_MACOS : RTLD_NOW;
            Map<String, Object> options = Map.of(Library.OPTION_OPEN_FLAGS, mode);
            XnnLibrary library = NativeAccess.open(file.toString(), XnnLibrary.class, options);
            NativeLibrary there = NativeLibrary.getInstance(file.toString(), options);
            for (Method function : XnnLibrary.class.getDeclaredMethods()) {
                // One that another version lacks is missed here, not in the midst of a picture.
                there.getFunction(function.getName());
            }
            return library;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** @throws IllegalStateException if a function did not succeed; its message says so if memory was short */
    static void check(int status, String what) {
        if (status != 0) {
            throw new IllegalStateException(
                    "XNNPACK " + (status == 6 ? "is out of memory" : "says status " + status) + " on " + what);
        }
    }
}
