package io.msliqa.spark.storage;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * The process that writes a run's staging folder, so that another one can tell whether it still lives.
 *
 * @param host its machine
 * @param pid its number there
 * @param started when the process started, in milliseconds, as numbers are given out again; 0 if unknown
 */
record Owner(String host, long pid, long started) {

    static Owner self() {
        return new Owner(hostName(), ProcessHandle.current().pid(), started(ProcessHandle.current()));
    }

    /** On this machine only: of another machine's process nothing is known. */
    boolean isHere() {
        return host.equals(hostName());
    }

    /** Whether a process of this machine is that owner. */
    boolean lives() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> started(process) == started)
                .orElse(false);
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
