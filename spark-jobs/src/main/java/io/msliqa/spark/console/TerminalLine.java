package io.msliqa.spark.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Writes the terminal's last line, for progress bars. By default the bar's library opens the terminal with JLine, which
 * takes the signals from Java: Ctrl-C would then end the process before it has said what is kept.
 */
final class TerminalLine {

    private static final int USUAL = 80;
    private static final int WIDTH = width();

    private TerminalLine() {}

    /** A progress bar on the last line. */
    static ProgressBarBuilder bar() {
        return new ProgressBarBuilder().setConsumer(new ConsoleProgressBarConsumer(Terminal.err(), WIDTH));
    }

    private static int width() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", 2);
            boolean known = stty.waitFor(1, TimeUnit.SECONDS) && size.length == 2;
            int columns = known ? Integer.parseInt(size[1]) : 0;
            return columns > 0 ? columns - 1 : USUAL;
        } catch (IOException | NumberFormatException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }
}
