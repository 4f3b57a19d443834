package io.msliqa.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.scale.QualityScale;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledSetTest {

    /** As KADID-10k's table goes: level after level. */
    private static LabelledSet set(int size) {
        List<LabelledImage> images = IntStream.range(0, size)
                .mapToObj(i -> new LabelledImage(
                        Path.of("p" + i + ".png"), 3, OptionalDouble.empty(), "r" + i / 100, "blur", i % 5 + 1))
                .toList();
        return new LabelledSet("set", QualityScale.higherIsBetter(1, 5), images);
    }

    @Test
    void spreadPicturesComeInOrderFromEverywhereAndFromEveryLevel() {
        LabelledSet all = set(1000);

        List<LabelledImage> some = all.spread(200).images();

        assertThat(some).hasSize(200).doesNotHaveDuplicates();
        assertThat(some.stream().map(all.images()::indexOf).toList()).isSorted();
        assertThat(some.stream().collect(Collectors.groupingBy(LabelledImage::reference, Collectors.counting())))
                .hasSize(10)
                .allSatisfy((reference, count) -> assertThat(count).isBetween(19L, 21L));
        assertThat(some.stream().collect(Collectors.groupingBy(LabelledImage::level, Collectors.counting())))
                .hasSize(5)
                .allSatisfy((level, count) -> assertThat(count).isBetween(30L, 50L));
    }

    @Test
    void fewerPicturesThanAskedForAreAllOfThem() {
        assertThat(set(7).spread(7)).isEqualTo(set(7));
        assertThat(set(7).spread(100)).isEqualTo(set(7));
        assertThat(set(7).spread(3).images()).hasSize(3);
    }
}
