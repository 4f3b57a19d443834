package io.msliqa.spark.console;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Checks whether this machine can draw text into pictures: slim containers have no font, and Java then fails. */
public final class Fonts {

    /** The message where a picture is left out. */
    public static final String MISSING =
            "this machine has no font; install fontconfig and one, such as fonts-dejavu-core";

    private static final boolean PRESENT = look();

    private Fonts() {}

    public static boolean present() {
        return PRESENT;
    }

    private static boolean look() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getLineMetrics("a", new FontRenderContext(null, true, true));
            return true;
        } catch (InternalError | LinkageError e) {
            return false;
        }
    }
}
