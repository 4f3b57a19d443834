package io.msliqa.spark.store;

import com.fasterxml.jackson.core.JacksonException;
import io.msliqa.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what has been done to a score table and by whom, as far as it was written down. */
public final class TableHistory {

    private static final Logger LOG = LoggerFactory.getLogger(TableHistory.class);

    private final TableFiles files;
    private final TableLayout layout;
    private final TableRecovery recovery;

    TableHistory(TableFiles files, TableLayout layout, TableRecovery recovery) {
        this.files = files;
        this.layout = layout;
        this.recovery = recovery;
    }

    /** All waves that were claimed, the first one first, also those that others have replaced. */
    public List<Commit> commits() {
        return reading(() -> {
            List<Commit> commits = new ArrayList<>();
            for (FileStatus file : files.list(layout.commits())) {
                recovery.claim(TableLayout.wave(file.getPath())).ifPresent(commits::add);
            }
            commits.sort(Comparator.comparingInt(Commit::wave));
            return commits;
        });
    }

    /** The records of the runs that came to their end, the first one first. */
    public <T> List<T> records(Class<T> type) {
        return reading(() -> {
            FileStatus[] found = files.list(layout.runs());
            Arrays.sort(found);
            List<T> records = new ArrayList<>();
            for (FileStatus file : found) {
                if (!TableLayout.isHidden(file.getPath().getName())) {
                    record(file.getPath(), type).ifPresent(records::add);
                }
            }
            return records;
        });
    }

    /** Reads a record; one that broke off while it was written counts as none. */
    private <T> Optional<T> record(Path file, Class<T> type) throws IOException {
        try {
            return Optional.of(files.read(file, type));
        } catch (JacksonException | ChecksumException e) {
            LOG.warn("{} is no record of a run: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /** The runs that are at work in the table, or were when they died. */
    public List<String> unfinished() {
        return reading(() -> Arrays.stream(files.list(layout.staging()))
                .map(run -> run.getPath().getName())
                .toList());
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> T reading(Reading<T> what) {
        try {
            return what.read();
        } catch (IOException e) {
            throw new UserException(
                    "The history of the score table '" + layout.root() + "' cannot be read: " + e.getMessage(), e);
        }
    }
}
