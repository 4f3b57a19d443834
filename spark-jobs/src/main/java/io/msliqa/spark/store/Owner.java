package io.msliqa.spark.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Identifies the process that writes a run's staging folder, so that another process can tell whether it still lives.
 *
 * @param host its machine, for people
 * @param place where its number is unique: the machine since its last start, and the container there
 * @param pid its number
 * @param started when the process started, in milliseconds, because numbers are used again; 0 if unknown
 */
record Owner(String host, String place, long pid, long started) {

    static Owner self() {
        return new Owner(hostName(), placeHere(), ProcessHandle.current().pid(), started(ProcessHandle.current()));
    }

    /** The owner of a run that is over, though its process lives on. */
    static Owner nobody() {
        return new Owner(hostName(), placeHere(), 0, 0);
    }

    /** Whether it is this very process. */
    boolean isSelf() {
        return isHere() && pid == ProcessHandle.current().pid() && started == started(ProcessHandle.current());
    }

    /** Whether the process is on this machine; of a process elsewhere we know only what it writes. */
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

    /**
     * The place of this process. A host's name is not enough: many containers, and machines set up in a hurry, share
     * one.
     */
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
