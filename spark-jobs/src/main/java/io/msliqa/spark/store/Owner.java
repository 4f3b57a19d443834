package io.msliqa.spark.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The process that writes a run's staging folder, so that another one can tell whether it still lives.
 *
 * @param host its machine, for people
 * @param place where its number means something: the machine since it was started, and the container there
 * @param pid its number
 * @param started when the process started, in milliseconds, as numbers are given out again; 0 if unknown
 */
record Owner(String host, String place, long pid, long started) {

    static Owner self() {
        return new Owner(hostName(), placeHere(), ProcessHandle.current().pid(), started(ProcessHandle.current()));
    }

    /** Of a run that is over, though its process lives on. */
    static Owner nobody() {
        return new Owner(hostName(), placeHere(), 0, 0);
    }

    /** Whether it is this very process. */
    boolean isSelf() {
        return isHere() && pid == ProcessHandle.current().pid() && started == started(ProcessHandle.current());
    }

    /** Of a process elsewhere nothing is known but what it writes. */
    boolean isHere() {
        return placeHere().equals(place);
    }

    /** Whether a process here is that owner. */
    boolean lives() {
        return pid > 0
                && ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .map(process -> started(process) == started)
                        .orElse(false);
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** A host's name alone would not do: many containers, and machines set up in a hurry, share one. */
    private static String placeHere() {
        try {
            return hostName() + " "
                    + Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                            .strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return hostName();
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
