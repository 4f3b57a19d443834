package io.msliqa.image.decode;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Interrupts the thread that set it once its time is over.
 *
 * <p>One thread looks every {@value #TICK_MILLIS} ms after all alarms. Setting and ending one wakes no other thread, which
 * would cost more than decoding a small picture does.
 */
final class Alarm implements AutoCloseable {

    private static final int TICK_MILLIS = 20;
    private static final int TICKS_AWAKE = 50;

    private static final Set<Alarm> SET = ConcurrentHashMap.newKeySet();
    private static final Thread WATCH = new Thread(null, Alarm::watch, "msliqa-decode-alarm", 0, false);
    private static volatile boolean asleep;

    static {
        WATCH.setDaemon(true);
        WATCH.start();
    }

    private final Thread thread = Thread.currentThread();
    private final Duration limit;
    private final long start = System.nanoTime();
    private boolean rung;
    private boolean ended;

    private Alarm(Duration limit) {
        this.limit = limit;
    }

    /** Sets an alarm for this thread, which is to close it. */
    static Alarm set(Duration limit) {
        Alarm alarm = new Alarm(limit);
        SET.add(alarm);
        if (asleep) {
            LockSupport.unpark(WATCH);
        }
        return alarm;
    }

    private static void watch() {
        int idle = 0;
        while (true) {
            idle = SET.isEmpty() ? idle + 1 : 0;
            if (idle < TICKS_AWAKE) {
                LockSupport.parkNanos(Duration.ofMillis(TICK_MILLIS).toNanos());
            } else {
                asleep = true;
                if (SET.isEmpty()) {
                    LockSupport.park();
                }
                asleep = false;
                idle = 0;
            }
            SET.forEach(Alarm::ringIfOver);
        }
    }

    private synchronized void ringIfOver() {
        if (!ended && !rung && isOver()) {
            rung = true;
            thread.interrupt();
        }
    }

    /** Whether the time is over, and the thread interrupted or about to be. */
    boolean isOver() {
        return System.nanoTime() - start > limit.toNanos();
    }

    /** Afterwards the thread is as interrupted as it was without this alarm. */
    @Override
    public void close() {
        SET.remove(this);
        synchronized (this) {
            ended = true;
            if (rung) {
                // Who else has interrupted the thread meanwhile is not told apart; a task that is stopped sees it by
                // other signs.
                Thread.interrupted();
            }
        }
    }
}
