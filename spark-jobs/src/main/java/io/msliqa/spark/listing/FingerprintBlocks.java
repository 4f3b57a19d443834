package io.msliqa.spark.listing;

import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import scala.Tuple2;

/**
 * Packs fingerprints, 16 bytes each, into blocks for the parts where they belong. So Spark moves a few arrays and not millions
 * of objects.
 */
final class FingerprintBlocks implements Iterator<Tuple2<Integer, byte[]>> {

    private static final int MOST_IN_A_BLOCK = 1024;

    private final Iterator<Fingerprint> fingerprints;
    private final ByteBuffer[] parts;

    FingerprintBlocks(Iterator<Fingerprint> fingerprints, int parts) {
        this.fingerprints = fingerprints;
        this.parts = IntStream.range(0, parts)
                .mapToObj(part -> ByteBuffer.allocate(FingerprintSet.BYTES * MOST_IN_A_BLOCK))
                .toArray(ByteBuffer[]::new);
    }

    @Override
    public boolean hasNext() {
        return fingerprints.hasNext() || Arrays.stream(parts).anyMatch(part -> part.position() > 0);
    }

    @Override
    public Tuple2<Integer, byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        while (fingerprints.hasNext()) {
            Fingerprint fingerprint = fingerprints.next();
            int part = fingerprint.part(parts.length);
            fingerprint.putInto(parts[part]);
            if (!parts[part].hasRemaining()) {
                return block(part);
            }
        }
        int rest = 0;
        while (parts[rest].position() == 0) {
            rest++;
        }
        return block(rest);
    }

    private Tuple2<Integer, byte[]> block(int part) {
        byte[] packed = Arrays.copyOf(parts[part].array(), parts[part].position());
        parts[part].clear();
        return new Tuple2<>(part, packed);
    }
}
