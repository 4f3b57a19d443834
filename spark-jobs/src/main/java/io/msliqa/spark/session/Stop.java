package io.msliqa.spark.session;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * The process is ended from outside: by Ctrl-C, by SIGTERM, by a scheduler. That is no failure, so it says in one line what
 * is kept, and nothing of what breaks off meanwhile. The exit code is the one that such processes have: 130 or 143.
 */
public final class Stop {

    private static final Thread HOOK = new Thread(Stop::tell, "msliqa-stop");

    private static volatile Supplier<String> kept = () -> "What was finished before is kept";

    private static volatile Consumer<String> terminal = line -> {};

    private Stop() {}

    /**
     * From here on, until {@link #watchNoMore}.
     *
     * @param line takes what is said
     */
    public static void watch(Consumer<String> line) {
        terminal = line;
        Runtime.getRuntime().addShutdownHook(HOOK);
    }

    /** The process ends by itself. */
    public static void watchNoMore() {
        if (!isUnderWay()) {
            Runtime.getRuntime().removeShutdownHook(HOOK);
        }
    }

    /** What to say of that which is kept, without a full stop; asked in the moment of the stop. */
    public static void keeping(Supplier<String> sentence) {
        kept = sentence;
    }

    /** Whether the process is being ended from outside. */
    public static boolean isUnderWay() {
        try {
            Runtime.getRuntime().removeShutdownHook(new Thread(() -> {}));
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static void tell() {
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
        terminal.accept("msliqa: stopped from outside. " + kept.get()
                + ". Start the same command again: it goes on from there");
    }
}
