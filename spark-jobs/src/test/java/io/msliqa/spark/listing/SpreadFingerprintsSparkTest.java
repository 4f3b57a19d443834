package io.msliqa.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class SpreadFingerprintsSparkTest {

    private static Fingerprint print(int picture) {
        return Fingerprint.of("picture " + picture);
    }

    private static List<Fingerprint> prints(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(SpreadFingerprintsSparkTest::print)
                .toList();
    }

    private static JavaRDD<Fingerprint> parallel(IntStream pictures) {
        return new JavaSparkContext(SharedSpark.session().sparkContext())
                .parallelize(pictures.boxed().toList(), 5)
                .map(SpreadFingerprintsSparkTest::print);
    }

    @Test
    void answersComeInTheOrderOfTheQuestions() {
        List<Fingerprint> asked = new ArrayList<>(prints(9_000, 12_000));
        Collections.shuffle(asked, new Random(1));
        try (SpreadFingerprints spread = SpreadFingerprints.of(parallel(IntStream.range(0, 10_000)), 10_000)) {
            BitSet known = spread.known(asked);

            FingerprintSet set = new FingerprintSet();
            prints(0, 10_000).forEach(set::add);
            assertThat(known.cardinality()).isEqualTo(1_000);
            assertThat(known).isEqualTo(set.known(asked));
            assertThat(spread.known(List.of(asked.get(7)))).isEqualTo(known.get(7, 8));
        }
    }

    @Test
    void whatComesTwiceIsFoundHoweverOftenAndWhereverItIs() {
        int[] pictures = IntStream.concat(IntStream.range(0, 5_000), IntStream.of(3, 4, 4_999, 5_000, 4))
                .toArray();

        FingerprintSet repeated = SpreadFingerprints.repeated(parallel(IntStream.of(pictures)), pictures.length);

        assertThat(repeated.size()).isEqualTo(3);
        assertThat(repeated.known(prints(0, 5_001)).stream()).containsExactly(3, 4, 4_999);
    }
}
