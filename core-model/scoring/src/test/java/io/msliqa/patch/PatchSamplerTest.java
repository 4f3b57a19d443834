package io.msliqa.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.PixelImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchSamplerTest {

    private static final List<Transform> BOTH = List.of(Transform.AS_IS, Transform.TRANSPOSED);

    /** The paper's plan in small, so that every relation of picture and patch is met quickly. */
    private static final PatchPlan SMALL =
            new PatchPlan(List.of(0.5, 1.0, 2.0), List.of(14, 24), 3, BOTH, SmallImage.MIRROR);

    private static final PatchPlan SMALL_ENLARGED =
            new PatchPlan(SMALL.scales(), SMALL.sizes(), 3, BOTH, SmallImage.ENLARGE);

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 40", "3, 2", "13, 14", "24, 24", "25, 23", "29, 49", "32, 24", "60, 47", "150, 130"})
    void theWeightedMeanOverDistinctPatchesIsThePlainMeanOverAll(int width, int height) {
        PixelImage picture = TestPictures.noise(width, height, width);
        for (PatchPlan plan : List.of(SMALL, SMALL_ENLARGED)) {
            List<PixelImage> all = allPatchesPlainly(picture, plan);
            double plainMean =
                    all.stream().mapToDouble(PatchSamplerTest::score).average().orElseThrow();

            List<Patch> patches = plan.distinct(width, height);
            PatchSampler sampler = new PatchSampler(picture, patches);
            double weighted = 0;
            for (Patch patch : patches) {
                PixelImage pixels = sampler.sample(patch);
                assertThat(all.contains(pixels)).as("%s of %s", patch, plan).isTrue();
                weighted += patch.multiplicity() * score(pixels);
            }

            assertThat(all).hasSize(108);
            assertThat(weighted / 108).isCloseTo(plainMean, within(1e-6));
        }
    }

    @Test
    void allPatchesOfThePaperEqualThoseCutFromTheWholeResizedPicture() {
        PixelImage picture = TestPictures.noise(200, 330, 5);
        List<Patch> patches = PatchPlan.PAPER.distinct(200, 330);
        PatchSampler sampler = new PatchSampler(picture, patches);
        List<PixelImage> all = allPatchesPlainly(picture, PatchPlan.PAPER);

        assertThat(patches).allSatisfy(patch -> assertThat(all.contains(sampler.sample(patch)))
                .isTrue());
    }

    @ParameterizedTest
    @CsvSource({"40, 31", "260, 200"})
    void theOtherPatchesAndTheOrderDoNotChangeAPatch(int width, int height) {
        PixelImage picture = TestPictures.noise(width, height, 11);
        List<Patch> patches = SMALL.distinct(width, height);
        PatchSampler together = new PatchSampler(picture, patches);
        List<PixelImage> inOrder = patches.stream().map(together::sample).toList();

        for (int i = patches.size() - 1; i >= 0; i--) {
            Patch patch = patches.get(i);
            assertThat(together.sample(patch)).as("%s backwards", patch).isEqualTo(inOrder.get(i));
            assertThat(new PatchSampler(picture, List.of(patch)).sample(patch))
                    .as("%s alone", patch)
                    .isEqualTo(inOrder.get(i));
        }
    }

    /** Expected: {@code numpy.pad(numpy.arange(side), (before, after), "reflect")}. */
    @Test
    void reflectionIsThatOfNumpy() {
        assertThat(MirrorPadding.reflected(-2, 7, 4)).containsExactly(2, 1, 0, 1, 2, 3, 2);
        assertThat(MirrorPadding.reflected(-5, 14, 3)).containsExactly(1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1, 0);
        assertThat(MirrorPadding.reflected(-3, 7, 2)).containsExactly(1, 0, 1, 0, 1, 0, 1);
        assertThat(MirrorPadding.reflected(-2, 5, 1)).containsExactly(0, 0, 0, 0, 0);
    }

    @Test
    void transposingExchangesRowsAndColumns() {
        PixelImage picture = TestPictures.noise(5, 3, 2);

        PixelImage transposed = Transform.TRANSPOSED.apply(picture);

        assertThat(transposed.width()).isEqualTo(3);
        assertThat(transposed.sample(2, 4, 1)).isEqualTo(picture.sample(4, 2, 1));
        assertThat(Transform.TRANSPOSED.apply(transposed)).isEqualTo(picture);
    }

    /** The protocol as one would write it down: resize all, pad all, cut every place of the grid. */
    private static List<PixelImage> allPatchesPlainly(PixelImage picture, PatchPlan plan) {
        List<PixelImage> patches = new ArrayList<>();
        for (double scale : plan.scales()) {
            for (int size : plan.sizes()) {
                PixelImage whole = padded(scaled(picture, scale, size, plan.smallImage()), size);
                for (int row = 0; row < plan.grid(); row++) {
                    for (int column = 0; column < plan.grid(); column++) {
                        int x = (int) Math.round(column * (whole.width() - size) / (plan.grid() - 1.0));
                        int y = (int) Math.round(row * (whole.height() - size) / (plan.grid() - 1.0));
                        PixelImage patch = whole.crop(x, y, size, size);
                        patches.add(patch);
                        patches.add(Transform.TRANSPOSED.apply(patch));
                    }
                }
            }
        }
        return patches;
    }

    private static PixelImage scaled(PixelImage picture, double scale, int size, SmallImage small) {
        int width = (int) Math.max(1, Math.floor(picture.width() * scale + 0.5));
        int height = (int) Math.max(1, Math.floor(picture.height() * scale + 0.5));
        if (small == SmallImage.ENLARGE && Math.min(width, height) < size) {
            int shorter = Math.min(picture.width(), picture.height());
            width = (int) Math.max(size, Math.floor((double) size / shorter * picture.width() + 0.5));
            height = (int) Math.max(size, Math.floor((double) size / shorter * picture.height() + 0.5));
        }
        return Resampler.resize(picture, width, height);
    }

    private static PixelImage padded(PixelImage picture, int size) {
        int width = Math.max(size, picture.width());
        int height = Math.max(size, picture.height());
        int left = (width - picture.width() + 1) / 2;
        int top = (height - picture.height() + 1) / 2;
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * width + x) + c] = (byte)
                            picture.sample(bounced(x - left, picture.width()), bounced(y - top, picture.height()), c);
                }
            }
        }
        return new PixelImage(width, height, rgb);
    }

    /** Walks back from either end until it is inside. */
    private static int bounced(int at, int side) {
        int place = side == 1 ? 0 : at;
        while (place < 0 || place >= side) {
            place = place < 0 ? -place : 2 * (side - 1) - place;
        }
        return place;
    }

    /** Any function of the pixels and their places. */
    private static double score(PixelImage patch) {
        double sum = 0;
        for (int i = 0; i < patch.rgb().length; i++) {
            sum += Math.sin(i) * (patch.rgb()[i] & 0xFF);
        }
        return Math.tanh(sum / 1000);
    }
}
