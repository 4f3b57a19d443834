package io.msliqa.spark.console;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Whether this machine can write into pictures: slim containers have no font, and Java then ends what it was doing. */
public final class Fonts {

    /** What to say where a picture is left out. */
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
