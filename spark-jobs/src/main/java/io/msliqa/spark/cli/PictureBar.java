package io.msliqa.spark.cli;

import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A line on the terminal that counts pictures, how many a second and how long still; silent where there is no terminal. */
final class PictureBar implements AutoCloseable {

    private final Optional<ProgressBar> bar;

    private PictureBar(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    /** @param of how many pictures in all; -1 if not known */
    @SuppressWarnings("SystemConsoleNull") // This is built and run on Java 17.
    static PictureBar open(String task, long of) {
        if (System.console() == null) {
            return new PictureBar(Optional.empty());
        }
        return new PictureBar(Optional.of(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(of)
                .setUnit(" pictures", 1)
                .setUpdateIntervalMillis(500)
                .showSpeed()
                .build()));
    }

    void add(int pictures) {
        bar.ifPresent(line -> line.stepBy(pictures));
    }

    void to(int pictures) {
        bar.ifPresent(line -> line.stepTo(pictures));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
