package io.msliqa.spark;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.Path;

/** Numbers the calls to a storage and lets one of them fail. For all of this JVM, as file systems are. */
public final class Failures {

    /** How a call fails. */
    public enum Fault {
        /** Nothing was done. */
        BEFORE,
        /** It was done, but the answer is lost. */
        AFTER,
        /** Nothing was done, nor will be in any call from then on. */
        FOR_GOOD
    }

    /** What a storage does. */
    interface Action<T> {
        T act() throws IOException;
    }

    /** What is thrown, so that tests can tell it from what goes wrong by itself. */
    static final String WORDS = "this call fails because the test wants it";

    /** Calls that change nothing. */
    private static final Set<String> READING = Set.of("open", "read", "list", "look");

    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final Set<Integer> WRITING = ConcurrentHashMap.newKeySet();
    private static final Map<String, Integer> KINDS = new TreeMap<>();

    private static volatile int failing;
    private static volatile Fault fault = Fault.BEFORE;
    private static volatile Runnable watcher = () -> {};

    private Failures() {}

    /** From here on calls are counted from 1, and none fails. */
    public static void none() {
        plan(0, Fault.BEFORE);
    }

    /** From here on calls are counted from 1, and that one fails. */
    public static void plan(int call, Fault how) {
        CALLS.set(0);
        WRITING.clear();
        fault = how;
        failing = call;
    }

    /** How many calls there were since the last plan. */
    public static int calls() {
        return CALLS.get();
    }

    /** The numbers of those of them that change something. */
    public static Set<Integer> writing() {
        return new TreeSet<>(WRITING);
    }

    /** Somebody who is called before each call; what it calls itself does not count. */
    public static void watch(Runnable who) {
        watcher = who;
    }

    /** What failed so far and how often: the call, and what kind of file it was for. */
    public static Map<String, Integer> kinds() {
        synchronized (KINDS) {
            return new TreeMap<>(KINDS);
        }
    }

    static <T> T call(String what, Path path, Action<T> action) throws IOException {
        // Signs of life come by the clock; would they count, the n-th call would not be the same each time.
        boolean counts = !Thread.currentThread().getName().startsWith("msliqa-signs");
        int number = counts ? CALLS.incrementAndGet() : CALLS.get();
        if (counts) {
            watcher.run();
        }
        if (counts && !READING.contains(what)) {
            WRITING.add(number);
        }
        boolean fails = failing > 0 && (fault == Fault.FOR_GOOD ? number >= failing : counts && number == failing);
        if (fails && number == failing) {
            synchronized (KINDS) {
                KINDS.merge(what + " " + kind(path), 1, Integer::sum);
            }
        }
        if (fails && fault != Fault.AFTER) {
            throw new IOException(WORDS + ": " + what + " " + path);
        }
        T result = action.act();
        if (fails) {
            throw new IOException(WORDS + ", though it was done: " + what + " " + path);
        }
        return result;
    }

    /** A path without what is another one in each run. */
    private static String kind(Path path) {
        return path.toUri()
                .getPath()
                .replaceAll("^.*/work", "")
                .replaceAll("\\d{8}T\\d{6}-[0-9a-f]{6}", "RUN")
                .replaceAll("part-.*", "PART")
                .replaceAll("attempt_[0-9_m]+", "ATTEMPT")
                .replaceAll("task_[0-9_m]+", "TASK")
                .replaceAll("[0-9]{6}", "N");
    }
}
