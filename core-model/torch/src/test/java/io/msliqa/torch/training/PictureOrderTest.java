package io.msliqa.torch.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PictureOrderTest {

    @Test
    void everyPictureComesOnceAnEpochInAnotherOrder() {
        PictureOrder order = new PictureOrder(50, 7);
        List<Integer> first = epoch(order, 0);
        List<Integer> second = epoch(order, 1);

        assertThat(first).doesNotHaveDuplicates().hasSize(50).isNotEqualTo(second);
        assertThat(second).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void aPositionHasItsPictureWhateverWasAskedBefore() {
        PictureOrder order = new PictureOrder(50, 7);
        List<Integer> third = epoch(order, 3);
        epoch(order, 0);

        assertThat(epoch(order, 3)).isEqualTo(third);
        assertThat(epoch(new PictureOrder(50, 8), 3)).as("another seed").isNotEqualTo(third);
    }

    private static List<Integer> epoch(PictureOrder order, int epoch) {
        return LongStream.range(50L * epoch, 50L * (epoch + 1))
                .mapToObj(order::at)
                .toList();
    }
}
