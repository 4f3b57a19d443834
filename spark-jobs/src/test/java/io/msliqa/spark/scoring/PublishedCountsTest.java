package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.UserException;
import io.msliqa.spark.store.Commit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PublishedCountsTest {

    private static Commit wave(long scored, Map<String, Long> failures) {
        long failed = failures.values().stream().mapToLong(Long::longValue).sum();
        return new Commit(
                1, "run", scored + failed, scored, new TreeMap<>(failures), List.of(), "now", new TreeMap<>());
    }

    @Test
    void sumsAllWaves() {
        PublishedCounts counts = new PublishedCounts(1);

        counts.add(5, wave(4, Map.of("CORRUPT", 1L)));
        counts.add(3, wave(1, Map.of("CORRUPT", 1L, "UNREADABLE", 1L)));

        assertThat(counts.pictures()).isEqualTo(8);
        assertThat(counts.scored()).isEqualTo(5);
        assertThat(counts.failures()).isEqualTo(Map.of("CORRUPT", 2L, "UNREADABLE", 1L));
        assertThat(counts.waves()).isEqualTo(2);
    }

    @Test
    void refusesMoreFailuresThanAllowedFromTwentyOnAndCountsThem() {
        PublishedCounts counts = new PublishedCounts(0.5);

        counts.add(19, wave(0, Map.of("CORRUPT", 19L)));
        counts.add(21, wave(20, Map.of("CORRUPT", 1L)));
        assertThatThrownBy(() -> counts.add(3, wave(1, Map.of("UNREADABLE", 2L))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("of the first 43 pictures 22 could not be scored (20 CORRUPT, 2 UNREADABLE)");

        assertThat(counts.waves()).isEqualTo(3);
    }
}
