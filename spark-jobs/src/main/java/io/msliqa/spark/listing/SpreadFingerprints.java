package io.msliqa.spark.listing;

import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;

/**
 * Fingerprints on the executors: more of them than one machine need hold. Each lies in the part that its bits name, and a part is
 * one set; what has no room in memory lies on the executors' disks. Questions go out by part, and only answers come back.
 */
public final class SpreadFingerprints implements KnownFingerprints {

    /** 40 MB. */
    private static final int MOST_A_PART = 2_000_000;

    /** Above a thousand kilobytes Spark complains about the size of a task. */
    private static final int MOST_ASKED_OF_A_PART = 50_000;

    private static final int MOST_ASKED = 500_000;

    private final JavaSparkContext context;
    private final JavaRDD<FingerprintSet> parts;

    private SpreadFingerprints(JavaSparkContext context, JavaRDD<FingerprintSet> parts) {
        this.context = context;
        this.parts = parts;
    }

    /**
     * Brings fingerprints to where they belong when they are first asked for.
     *
     * @param count how many there are
     */
    public static SpreadFingerprints of(JavaRDD<Fingerprint> fingerprints, long count) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(fingerprints.context());
        int parts = parts(context, count);
        int each = each(count, parts);
        JavaRDD<FingerprintSet> sets = spread(fingerprints, parts)
                .mapPartitions(blocks -> List.of(set(blocks, each)).iterator())
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new SpreadFingerprints(context, sets);
    }

    /** The fingerprints that come more than once. */
    static FingerprintSet repeated(JavaRDD<Fingerprint> fingerprints, long count) {
        int parts = parts(JavaSparkContext.fromSparkContext(fingerprints.context()), count);
        int each = each(count, parts);
        FingerprintSet repeated = new FingerprintSet();
        spread(fingerprints, parts)
                .mapPartitions(blocks -> packed(repeated(blocks, each)))
                .collect()
                .forEach(repeated::addPacked);
        return repeated;
    }

    /** Some fingerprints in blocks of 16 bytes each. */
    public static Iterator<byte[]> packed(Iterator<Fingerprint> fingerprints) {
        FingerprintBlocks blocks = new FingerprintBlocks(fingerprints, 1);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return blocks.hasNext();
            }

            @Override
            public byte[] next() {
                return blocks.next()._2();
            }
        };
    }

    private static int parts(JavaSparkContext context, long count) {
        return (int) Math.max(context.defaultParallelism(), count / MOST_A_PART + 1);
    }

    /** How many a part will have, with room for chance. */
    private static int each(long count, int parts) {
        return (int) (count / parts + count / parts / 100 + 1);
    }

    private static JavaRDD<byte[]> spread(JavaRDD<Fingerprint> fingerprints, int parts) {
        return fingerprints
                .mapPartitionsToPair(some -> new FingerprintBlocks(some, parts))
                .partitionBy(new ByPart(parts))
                .values();
    }

    private static FingerprintSet set(Iterator<byte[]> blocks, int expected) {
        FingerprintSet set = new FingerprintSet(expected);
        blocks.forEachRemaining(set::addPacked);
        return set;
    }

    private static Iterator<Fingerprint> repeated(Iterator<byte[]> blocks, int expected) {
        FingerprintSet set = new FingerprintSet(expected);
        List<Fingerprint> repeated = new ArrayList<>();
        while (blocks.hasNext()) {
            ByteBuffer packed = ByteBuffer.wrap(blocks.next());
            while (packed.hasRemaining()) {
                Fingerprint fingerprint = Fingerprint.from(packed);
                if (!set.add(fingerprint)) {
                    repeated.add(fingerprint);
                }
            }
        }
        return repeated.iterator();
    }

    @Override
    public BitSet known(List<Fingerprint> asked) {
        int count = parts.getNumPartitions();
        int[] sizes = new int[count];
        asked.forEach(fingerprint -> sizes[fingerprint.part(count)]++);
        List<byte[]> questions = new ArrayList<>(count);
        List<ByteBuffer> buffers = new ArrayList<>(count);
        for (int size : sizes) {
            questions.add(new byte[FingerprintSet.BYTES * size]);
            buffers.add(ByteBuffer.wrap(questions.get(questions.size() - 1)));
        }
        asked.forEach(fingerprint -> fingerprint.putInto(buffers.get(fingerprint.part(count))));
        context.sc().setJobDescription("Looking up " + asked.size() + " fingerprints");
        List<BitSet> answers = parts.zipPartitions(context.parallelize(questions, count), (set, question) -> List.of(
                                answer(set.next(), question.next()))
                        .iterator())
                .collect();
        return inOrder(asked, answers);
    }

    private static BitSet answer(FingerprintSet set, byte[] question) {
        BitSet known = new BitSet();
        ByteBuffer packed = ByteBuffer.wrap(question);
        for (int place = 0; packed.hasRemaining(); place++) {
            known.set(place, set.contains(Fingerprint.from(packed)));
        }
        return known;
    }

    private static BitSet inOrder(List<Fingerprint> asked, List<BitSet> answers) {
        BitSet known = new BitSet(asked.size());
        int[] taken = new int[answers.size()];
        for (int i = 0; i < asked.size(); i++) {
            int part = asked.get(i).part(answers.size());
            known.set(i, answers.get(part).get(taken[part]++));
        }
        return known;
    }

    @Override
    public int atOnce() {
        return (int) Math.min(MOST_ASKED, (long) MOST_ASKED_OF_A_PART * parts.getNumPartitions());
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public void close() {
        parts.unpersist(false);
    }

    /** Leaves each block in the part that it was made for. */
    private static final class ByPart extends Partitioner {

        private static final long serialVersionUID = 1;

        private final int parts;

        ByPart(int parts) {
            this.parts = parts;
        }

        @Override
        public int numPartitions() {
            return parts;
        }

        @Override
        public int getPartition(Object key) {
            return (Integer) key;
        }
    }
}
