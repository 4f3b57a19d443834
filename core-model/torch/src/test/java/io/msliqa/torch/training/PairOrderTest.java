package io.msliqa.torch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.quality.labels.LabelledImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairOrderTest {

    /** Four references, each as it is and distorted in three ways; and one that is alone. */
    private static List<LabelledImage> images() {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            String distortion = i % 4 == 0 ? "" : "01-blur";
            images.add(
                    new LabelledImage(Path.of(i + ".png"), 3, OptionalDouble.empty(), "r" + i / 4, distortion, i % 4));
        }
        return images;
    }

    @Test
    void eachReferenceThatHasSeveralGivesAPairAnEpoch() {
        List<LabelledImage> images = images();
        PairOrder order = new PairOrder(images, 0.5, 7);
        for (int epoch = 0; epoch < 20; epoch++) {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < 4; i++) {
                List<Integer> pair = order.at(4L * epoch + i);
                assertThat(pair).hasSize(2).doesNotHaveDuplicates();
                String reference = images.get(pair.get(0)).reference();
                assertThat(images.get(pair.get(1)).reference()).isEqualTo(reference);
                seen.add(reference);
            }
            assertThat(seen).containsExactlyInAnyOrder("r0", "r1", "r2", "r3");
        }
    }

    @Test
    void theReferenceItselfIsInTheShareThatWasAskedFor() {
        assertThat(clean(0)).isZero();
        assertThat(clean(1)).isEqualTo(400);
        assertThat(clean(0.35)).isBetween(100L, 180L);
    }

    private static long clean(double share) {
        PairOrder order = new PairOrder(images(), share, 7);
        long found = 0;
        for (int i = 0; i < 400; i++) {
            found += order.at(i).stream().filter(place -> place % 4 == 0).count();
        }
        return found;
    }

    @Test
    void aPairDependsOnItsPositionAlone() {
        PairOrder order = new PairOrder(images(), 0.5, 7);
        List<Integer> later = order.at(13);
        order.at(2);

        assertThat(new PairOrder(images(), 0.5, 7).at(13)).isEqualTo(later);
        assertThat(order.at(13)).isEqualTo(later);
    }

    @Test
    void setsWithoutPairsAreRefused() {
        assertThatThrownBy(() -> new PairOrder(images().subList(16, 17), 0.5, 7))
                .hasMessageContaining("no pairs");
    }
}
