package io.msliqa.spark.console;

import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/**
 * Shows a line on the terminal with the number of pictures, pictures a second and the time left; silent where there is
 * no terminal.
 */
public final class PictureBar implements AutoCloseable {

    private final Optional<ProgressBar> bar;

    private PictureBar() {
        this.bar = Optional.empty();
    }

    private PictureBar(ProgressBar bar) {
        this.bar = Optional.of(bar);
    }

    /** Opens the line under the name of a task. */
    @SuppressWarnings("SystemConsoleNull") // This is built and run on Java 17.
    public static PictureBar open(String task, long of) {
        if (System.console() == null) {
            return new PictureBar();
        }
        return new PictureBar(TerminalLine.bar()
                .setTaskName(task)
                .setInitialMax(of)
                .setUnit(" pictures", 1)
                .setUpdateIntervalMillis(500)
                .showSpeed()
                .build());
    }

    public void add(int pictures) {
        bar.ifPresent(line -> line.stepBy(pictures));
    }

    public void to(int pictures) {
        bar.ifPresent(line -> line.stepTo(pictures));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
