package io.msliqa.natives;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.Map;

/** Calls of native functions by JNA, which here leaves nothing in a user's home. */
public final class NativeAccess {

    private NativeAccess() {}

    /**
     * Opens a library.
     *
     * @param library its name, or the absolute path of its file
     * @param functions its functions, each bound when it is called first
     * @param options JNA's
     * @throws LinkageError if it does not load
     */
    public static <L extends Library> L open(String library, Class<L> functions, Map<String, Object> options) {
        if (System.getProperty("jna.tmpdir") == null) {
            // Else JNA would unpack itself into the user's home.
            System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
        }
        return Native.load(library, functions, options);
    }
}
