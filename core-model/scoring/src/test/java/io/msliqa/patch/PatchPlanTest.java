package io.msliqa.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchPlanTest {

    private static final PatchPlan ENLARGED = new PatchPlan(
            List.of(0.5, 1.0, 2.0), List.of(224, 384), 3, PatchPlan.PAPER.transforms(), SmallImage.ENLARGE);

    @Test
    void thePaperAsksForOneHundredAndEightPatches() {
        assertThat(PatchPlan.PAPER.nominalCount()).isEqualTo(108);
    }

    @ParameterizedTest
    @CsvSource({"512, 384, 68", "384, 512, 68", "4000, 3000, 108", "1, 1, 12", "112, 112, 12"})
    void placesThatCoincideAreListedOnce(int width, int height, int distinct) {
        assertThat(PatchPlan.PAPER.distinct(width, height)).hasSize(distinct).doesNotHaveDuplicates();
    }

    @Test
    void multiplicitiesAddUpToTheNominalCountForAnyPicture() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            int width = 1 + random.nextInt(round < 250 ? 900 : 9000);
            int height = 1 + random.nextInt(round % 2 == 0 ? 900 : 9000);
            for (PatchPlan plan : List.of(PatchPlan.PAPER, ENLARGED)) {
                assertThat(plan.distinct(width, height).stream()
                                .mapToInt(Patch::multiplicity)
                                .sum())
                        .as("%d x %d, %s", width, height, plan)
                        .isEqualTo(108);
            }
        }
    }

    @Test
    void theGridReachesFromEdgeToEdge() {
        PatchPlan plan = new PatchPlan(List.of(1.0), List.of(100), 3, List.of(Transform.AS_IS), SmallImage.MIRROR);

        assertThat(plan.distinct(301, 100)).extracting(Patch::x).containsExactly(0, 101, 201);
        assertThat(plan.distinct(301, 100)).extracting(Patch::y).containsOnly(0);
        assertThat(plan.distinct(301, 100)).extracting(Patch::multiplicity).containsOnly(3);
    }

    @Test
    void oneSampleOfRoomLeavesTwoPlacesOfThree() {
        PatchPlan plan = new PatchPlan(List.of(1.0), List.of(100), 3, List.of(Transform.AS_IS), SmallImage.MIRROR);

        assertThat(plan.distinct(101, 90)).extracting(Patch::x).containsExactly(0, 1);
        assertThat(plan.distinct(101, 90)).extracting(Patch::multiplicity).containsExactly(3, 6);
    }

    @Test
    void aSmallPictureLiesInTheMiddleOfThePatch() {
        PatchPlan plan = new PatchPlan(List.of(0.5), List.of(224), 3, List.of(Transform.AS_IS), SmallImage.MIRROR);

        assertThat(plan.distinct(100, 101))
                .containsExactly(new Patch(new ScaledSize(0.5, 50, 51), 224, -87, -87, Transform.AS_IS, 9));
    }

    @Test
    void aSmallPictureIsEnlargedUntilItsShorterSideFits() {
        assertThat(ENLARGED.distinct(300, 100)).allSatisfy(patch -> {
            assertThat(patch.x()).isNotNegative();
            assertThat(patch.y()).isNotNegative();
            assertThat(patch.scaled().height()).isEqualTo(patch.size());
            assertThat(patch.scaled().width()).isEqualTo(3 * patch.size());
        });
    }

    @Test
    void aGridOfOneIsTheMiddle() {
        PatchPlan plan = new PatchPlan(List.of(1.0), List.of(100), 1, List.of(Transform.AS_IS), SmallImage.MIRROR);

        assertThat(plan.distinct(300, 200)).extracting(Patch::x).containsExactly(100);
        assertThat(plan.distinct(300, 200)).extracting(Patch::y).containsExactly(50);
    }

    @Test
    void theRegionOfAPatchIsInPixelsOfTheSource() {
        Patch twofold = new Patch(new ScaledSize(2, 1024, 768), 224, 400, 272, Transform.TRANSPOSED, 1);
        Patch padded = new Patch(new ScaledSize(0.5, 256, 192), 384, -64, -96, Transform.AS_IS, 9);

        assertThat(twofold.region(512, 384)).isEqualTo(new SourceRegion(200, 136, 112, 112));
        assertThat(padded.region(512, 384)).isEqualTo(new SourceRegion(0, 0, 512, 384));
    }

    @Test
    void aPlanThatMakesNoSenseIsRefused() {
        List<Transform> asIs = List.of(Transform.AS_IS);
        assertThatThrownBy(() -> new PatchPlan(List.of(-1.0), List.of(224), 3, asIs, SmallImage.MIRROR))
                .hasMessageContaining("-1.0");
        assertThatThrownBy(() -> new PatchPlan(List.of(1.0, 1.0), List.of(224), 3, asIs, SmallImage.MIRROR))
                .hasMessageContaining("each once");
        assertThatThrownBy(() -> new PatchPlan(List.of(1.0), List.of(), 3, asIs, SmallImage.MIRROR))
                .hasMessageContaining("sizes");
        assertThatThrownBy(() -> new PatchPlan(List.of(1.0), List.of(224), 0, asIs, SmallImage.MIRROR))
                .hasMessageContaining("grid");
    }
}
