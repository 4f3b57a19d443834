package io.msliqa.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchRoundsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "300, 200", "512, 384", "4000, 3000"})
    void everyPatchHasItsTurnOnce(int width, int height) {
        List<Patch> patches = PatchPlan.PAPER.distinct(width, height);
        List<Integer> all = new ArrayList<>();
        PatchRounds.of(patches).forEach(all::addAll);

        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, patches.size()).boxed().toList());
    }

    @Test
    void theFirstRoundHasTwoOfEveryScaleAndSizeAndLaterOnesOne() {
        List<Patch> patches = PatchPlan.PAPER.distinct(4000, 3000);
        List<List<Integer>> rounds = PatchRounds.of(patches);

        assertThat(rounds.get(0)).hasSize(12).isSorted();
        assertThat(rounds.subList(1, rounds.size())).hasSize(16).allSatisfy(round -> {
            assertThat(round).hasSize(6).isSorted();
            assertThat(round.stream()
                            .map(i -> List.of(
                                    patches.get(i).scale(), patches.get(i).size()))
                            .distinct())
                    .hasSize(6);
        });
    }

    @Test
    void aGroupBeginsInTheMiddleAndGoesOnInTheCorners() {
        List<Patch> patches = PatchPlan.PAPER.distinct(4000, 3000).stream()
                .filter(patch -> patch.scale() == 1 && patch.size() == 384)
                .toList();
        List<Integer> order = new ArrayList<>();
        PatchRounds.of(patches).forEach(order::addAll);
        List<Patch> first = order.subList(0, 2).stream().map(patches::get).toList();

        assertThat(first).anySatisfy(patch -> {
            assertThat(patch.x()).isEqualTo((4000 - 384) / 2);
            assertThat(patch.y()).isEqualTo((3000 - 384) / 2);
        });
        assertThat(first).anySatisfy(patch -> assertThat(List.of(patch.x(), patch.y()))
                .doesNotContain((4000 - 384) / 2, (3000 - 384) / 2));
        assertThat(order.subList(0, 5).stream().map(patches::get).map(patch -> List.of(patch.x(), patch.y())))
                .doesNotHaveDuplicates();
    }
}
