package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.FailingFiles;
import io.msliqa.spark.Failures;
import io.msliqa.spark.Failures.Fault;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.store.WaveReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets each call that a command makes to its table's storage fail, one after the other, and looks what a reader sees at
 * every moment and what a clean run makes of it afterwards.
 */
final class FailingCalls {

    /** What is another one in each run: its id, Spark's ids of jobs and tasks, and what numbers of a moment take in a file. */
    private static final Pattern OF_THE_RUN =
            Pattern.compile("\\d{8}T\\d{6}-[0-9a-f]{6}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
                    + "|(attempt|task|job)_[0-9a-zA-Z_]+|_temporary/[0-9]+|staging-[0-9a-f-]+");

    private static final int USUAL_STRIDE = 120;

    private final Path folder;
    private final Set<String> recovered = new HashSet<>();
    private int points;
    private int failed;
    private int states;

    private FailingCalls(Path folder) {
        this.folder = folder;
        FailingFiles.register(SharedSpark.session().sparkContext().hadoopConfiguration());
    }

    /** Tries commands on all kinds of storage, with each {@code -Dstride}-th call, less often where a command costs much. */
    static void tryAll(List<FailingCommand> commands, Path folder) throws IOException {
        int stride = Integer.getInteger("stride", USUAL_STRIDE);
        FailingCommand.setUp(folder);
        FailingCalls calls = new FailingCalls(folder);
        try {
            for (FailingCommand command : commands) {
                for (String scheme : FailingFiles.SCHEMES) {
                    calls.enumerate(command, scheme, stride == 1 ? 1 : stride * command.cost());
                }
            }
        } finally {
            Failures.none();
        }
        System.out.printf(Locale.ROOT, "%d points with every %d. call of each command%n", calls.points, stride);
        assertThat(calls.points).isPositive();
    }

    /**
     * All of one command on one kind of storage.
     *
     * <p>A call that only reads fails once, before: that its answer is lost is the same to all, and that nothing works from
     * then on leaves what the next writing call leaves that fails for good.
     *
     * @param stride calls by which the next point lies behind the last one; with 1 none is left out
     */
    private void enumerate(FailingCommand command, String scheme, int stride) throws IOException {
        Path before = folder.resolve("before-" + scheme + "-" + command);
        Path work = folder.resolve("work");
        Failures.none();
        recovered.clear();
        command.prepare(scheme + ":" + before);
        Set<Integer> writing = new TreeSet<>();
        int calls = callsOf(command, scheme, before, work, writing);
        long start = System.nanoTime();
        int pointsBefore = points;
        int first = 1;
        for (Fault fault : Fault.values()) {
            for (int call = first; call <= calls; call += stride) {
                if (fault == Fault.BEFORE || writing.contains(call)) {
                    one(command, scheme, before, work, call, fault);
                }
            }
            // With strides the faults meet other calls each.
            first = 1 + first % stride;
        }
        System.out.printf(
                Locale.ROOT,
                "%s on %s: %d calls, %d of them writing; %d points, %.1f s; so far %d points, of whose runs %d failed,"
                        + " and %d states of the storage, each made good by a clean run%n",
                command,
                scheme,
                calls,
                writing.size(),
                points - pointsBefore,
                (System.nanoTime() - start) / 1e9,
                points,
                failed,
                states);
    }

    /** How many calls there are when none fails; a reader looks between all of them. */
    private int callsOf(FailingCommand command, String scheme, Path before, Path work, Set<Integer> writing)
            throws IOException {
        replace(work, before);
        List<WaveReader> readers = readers(command, work);
        Failures.none();
        Failures.watch(() -> look(readers));
        command.run(scheme + ":" + work);
        int calls = Failures.calls();
        writing.addAll(Failures.writing());
        Failures.watch(() -> {});
        command.check(scheme + ":" + work);
        return calls;
    }

    private static void look(List<WaveReader> readers) {
        for (WaveReader reader : readers) {
            try {
                reader.look();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<WaveReader> readers(FailingCommand command, Path work) throws IOException {
        List<WaveReader> readers = new ArrayList<>();
        for (String table : command.tables()) {
            readers.add(new WaveReader("file:" + work.resolve(table)));
        }
        return readers;
    }

    private void one(FailingCommand command, String scheme, Path before, Path work, int call, Fault fault)
            throws IOException {
        replace(work, before);
        String what = command + " on " + scheme + ", call " + call + " " + fault;
        String said = "nothing";
        Failures.plan(call, fault);
        try {
            command.run(scheme + ":" + work);
        } catch (Exception e) {
            // Any: Spark also throws checked ones, which it does not declare.
            said = e.toString();
            failed++;
        }
        Failures.none();
        points++;
        try {
            look(readers(command, work));
            String left = state(work);
            if (recovered.contains(left)) {
                return;
            }
            command.run(scheme + ":" + work);
            look(readers(command, work));
            command.check(scheme + ":" + work);
            recovered.add(left);
            states++;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(what + ": " + e.getMessage() + "\nThe failing run said " + said, e);
        }
    }

    /**
     * The files that a run left. What a clean run makes of them follows from them alone, so one clean run is enough for all
     * faults that leave the same.
     */
    private static String state(Path work) throws IOException {
        if (!Files.exists(work)) {
            return "";
        }
        try (Stream<Path> all = Files.walk(work)) {
            return all.map(path ->
                            OF_THE_RUN.matcher(work.relativize(path).toString()).replaceAll("*")
                                    + (Files.isDirectory(path)
                                            ? "/"
                                            : " " + path.toFile().length()))
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }

    private static void replace(Path work, Path before) throws IOException {
        delete(work);
        if (!Files.exists(before)) {
            return;
        }
        try (Stream<Path> all = Files.walk(before)) {
            for (Path from : all.toList()) {
                Files.copy(from, work.resolve(before.relativize(from)));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
