package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * A set of 128-bit fingerprints, some 30 bytes each, for telling millions of files apart on one machine.
 *
 * <p>Among a hundred million files the chance that two share a fingerprint is below 10<sup>-22</sup>. Not for several
 * threads.
 */
public final class FingerprintSet {

    private static final int SMALLEST = 1024;

    private long[] slots = new long[2 * SMALLEST];
    private int size;

    /** A fingerprint; all bits zero stands for none, so the lowest bit is always set. */
    public record Fingerprint(long high, long low) {

        /** Of a text. */
        public static Fingerprint of(String text) {
            long[] hash = MurmurHash3.hash128x64(text.getBytes(StandardCharsets.UTF_8));
            return new Fingerprint(hash[0], hash[1] | 1);
        }

        /** Of a file as it is now: another length, time or checksum gives another fingerprint. */
        public static Fingerprint of(CorpusRow file) {
            return of(
                    file.image() + '\0' + file.bytes() + '\0' + file.modified().toEpochMilli() + '\0' + file.etag());
        }
    }

    /** Adds one; false if it was there. */
    public boolean add(Fingerprint fingerprint) {
        if (3L * (size + 1) > slots.length) {
            grow();
        }
        if (!place(fingerprint.high(), fingerprint.low())) {
            return false;
        }
        size++;
        return true;
    }

    /** Adds all of a packed list: 16 bytes each, high half first. */
    public void addPacked(byte[] packed) {
        ByteBuffer buffer = ByteBuffer.wrap(packed);
        while (buffer.hasRemaining()) {
            add(new Fingerprint(buffer.getLong(), buffer.getLong()));
        }
    }

    /** Whether it was added. */
    public boolean contains(Fingerprint fingerprint) {
        return slots[2 * find(fingerprint.high(), fingerprint.low()) + 1] != 0;
    }

    /** How many different ones were added. */
    public int size() {
        return size;
    }

    private boolean place(long high, long low) {
        int slot = find(high, low);
        if (slots[2 * slot + 1] != 0) {
            return false;
        }
        slots[2 * slot] = high;
        slots[2 * slot + 1] = low;
        return true;
    }

    /** The slot that holds it, or the empty one where it belongs. */
    private int find(long high, long low) {
        int mask = slots.length / 2 - 1;
        int slot = (int) high & mask;
        while (slots[2 * slot + 1] != 0 && (slots[2 * slot] != high || slots[2 * slot + 1] != low)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[Math.multiplyExact(2, old.length)];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != 0) {
                place(old[i], old[i + 1]);
            }
        }
    }
}
