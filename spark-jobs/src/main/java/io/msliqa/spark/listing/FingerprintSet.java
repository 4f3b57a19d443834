package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * A set of 128-bit fingerprints, 16 bytes each and a quarter more, for telling millions of files apart.
 *
 * <p>Among a hundred million files the chance that two share a fingerprint is below 10<sup>-22</sup>. Not for several
 * threads.
 */
public final class FingerprintSet implements KnownFingerprints, Serializable {

    /** The bytes of a packed fingerprint. */
    static final int BYTES = 16;

    private static final long serialVersionUID = 1;

    private static final int SMALLEST = 1024;

    /** The largest share of the slots that is used, so that searches stay short. */
    private static final double FULLEST = 0.8;

    private long[] slots;
    private int size;

    public FingerprintSet() {
        this(0);
    }

    /**
     * Makes room for fingerprints.
     *
     * @param expected how many will be added; if there are more it grows, for which it needs its memory once more
     */
    public FingerprintSet(long expected) {
        slots = new long[Math.multiplyExact(2, Math.toIntExact((long) (expected / FULLEST) + SMALLEST))];
    }

    /** A fingerprint; all bits zero stands for none, so the lowest bit is always set. */
    public record Fingerprint(long high, long low) {

        /** The fingerprint of a text. */
        public static Fingerprint of(String text) {
            long[] hash = MurmurHash3.hash128x64(text.getBytes(StandardCharsets.UTF_8));
            return new Fingerprint(hash[0], hash[1] | 1);
        }

        /** The fingerprint of all that the listing knows about a file: two files that share it are one and the same. */
        static Fingerprint ofWhole(CorpusRow file) {
            return of(file.image()
                    + '\0'
                    + file.bytes()
                    + '\0'
                    + file.modified().toEpochMilli()
                    + '\0'
                    + file.etag()
                    + '\0'
                    + file.position()
                    + '\0'
                    + file.reason());
        }

        /** The fingerprint of a file as it is now: another length, time or checksum gives another one. */
        public static Fingerprint of(CorpusRow file) {
            return of(
                    file.image() + '\0' + file.bytes() + '\0' + file.modified().toEpochMilli() + '\0' + file.etag());
        }

        /** Reads one that was packed: high half first. */
        static Fingerprint from(ByteBuffer packed) {
            return new Fingerprint(packed.getLong(), packed.getLong());
        }

        void putInto(ByteBuffer packed) {
            packed.putLong(high).putLong(low);
        }

        /** Which of so many parts it belongs to, by other bits than those by which a set places it. */
        int part(int parts) {
            return (int) (((low >>> 32) * parts) >>> 32);
        }
    }

    /** Adds a fingerprint; false if it was there. */
    public boolean add(Fingerprint fingerprint) {
        if (size + 1 > FULLEST * (slots.length / 2.0)) {
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
            add(Fingerprint.from(buffer));
        }
    }

    /** Whether a fingerprint was added. */
    public boolean contains(Fingerprint fingerprint) {
        return slots[2 * find(fingerprint.high(), fingerprint.low()) + 1] != 0;
    }

    @Override
    public BitSet known(List<Fingerprint> asked) {
        BitSet known = new BitSet(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            known.set(i, contains(asked.get(i)));
        }
        return known;
    }

    /** One: the answer is there at once. */
    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    /** Does nothing: it goes with the last who knows it. */
    @Override
    public void close() {}

    /** How many different ones were added. */
    public int size() {
        return size;
    }

    /** Hands over all of them. */
    void forEach(Consumer<Fingerprint> sink) {
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i + 1] != 0) {
                sink.accept(new Fingerprint(slots[i], slots[i + 1]));
            }
        }
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
        int places = slots.length / 2;
        int slot = (int) (((high >>> 32) * places) >>> 32);
        while (slots[2 * slot + 1] != 0 && (slots[2 * slot] != high || slots[2 * slot + 1] != low)) {
            slot = slot + 1 == places ? 0 : slot + 1;
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[Math.multiplyExact(2, Math.addExact(old.length / 2, old.length / 4))];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != 0) {
                place(old[i], old[i + 1]);
            }
        }
    }
}
