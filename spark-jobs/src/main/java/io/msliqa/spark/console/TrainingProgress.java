package io.msliqa.spark.console;

import io.msliqa.spark.training.TrainingCurves;
import io.msliqa.torch.training.History;
import io.msliqa.torch.training.TrainingListener;
import io.msliqa.torch.training.Validation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;

/**
 * Shows a training: a line that moves on a terminal, a line a minute in a log, a line for each validation in both, and the
 * curves as a picture.
 */
public final class TrainingProgress implements TrainingListener, AutoCloseable {

    private static final long NANOS_BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

    private final String task;
    private final List<String> levels;
    private final Path curves;
    private final long begun = System.nanoTime();
    private Optional<ProgressBar> bar = Optional.empty();
    private long told = begun;
    private int before;
    private int done;
    private int steps;

    public TrainingProgress(String task, List<String> levels, Path curves) {
        this.task = task;
        this.levels = levels;
        this.curves = curves;
    }

    @Override
    @SuppressWarnings("SystemConsoleNull") // This is built and run on Java 17.
    public void started(int earlier, int all) {
        before = earlier;
        done = earlier;
        steps = all;
        if (earlier > 0) {
            Terminal.out().printf(Locale.ROOT, "%s goes on after step %,d of %,d%n", task, earlier, all);
        }
        if (System.console() != null) {
            bar = Optional.of(TerminalLine.bar()
                    .setTaskName(task)
                    .setInitialMax(all)
                    .setUnit(" steps", 1)
                    .startsFrom(earlier, Duration.ZERO)
                    .setUpdateIntervalMillis(500)
                    .showSpeed()
                    .build());
        }
    }

    @Override
    public void stepped(int now, double loss) {
        done = now;
        bar.ifPresentOrElse(
                line -> line.stepTo(now).setExtraMessage(String.format(Locale.ROOT, " loss %.4f", loss)),
                () -> tell(now, loss));
    }

    private void tell(int now, double loss) {
        if (System.nanoTime() - told < NANOS_BETWEEN_LINES) {
            return;
        }
        told = System.nanoTime();
        Terminal.out().printf(Locale.ROOT, "step %,d of %,d: loss %.4f%s%n", now, steps, loss, left());
    }

    @Override
    public void validated(History history) {
        Validation last = history.validations().get(history.validations().size() - 1);
        String figures = last.sources().stream()
                .map(one -> String.format(Locale.ROOT, "%s SRCC %.3f PLCC %.3f", one.name(), one.srcc(), one.plcc()))
                .collect(Collectors.joining(", "));
        if (last.step() == steps) {
            close();
        }
        String best = history.best().equals(last) ? "  best so far" : "";
        Terminal.out().printf(Locale.ROOT, "step %,d of %,d: %s%s%s%n", last.step(), steps, figures, left(), best);
        if (!Fonts.present()) {
            if (history.validations().size() == 1) {
                Terminal.out().printf(Locale.ROOT, "No %s: %s%n", curves, Fonts.MISSING);
            }
            return;
        }
        try {
            TrainingCurves.draw(history, levels, curves);
        } catch (IOException e) {
            throw new UncheckedIOException("The curves cannot be drawn to " + curves, e);
        }
    }

    private String left() {
        if (done == steps || done == before) {
            return "";
        }
        double seconds = (System.nanoTime() - begun) / 1e9 / (done - before) * (steps - done);
        return String.format(Locale.ROOT, ", about %.0f min left", Math.ceil(seconds / 60));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
