package io.msliqa.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessingTest {

    private static final Preprocessing PAPER = Preprocessing.ofPatches(PatchPlan.PAPER, "rules/1");

    @Test
    void theFingerprintIsTheSha256OfTheText() {
        // printf '' | sha256sum
        assertThat(new Preprocessing("").id())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void theTextNamesAllThatChangesPixels() {
        assertThat(PAPER.text()).isEqualTo("""
                        preprocessing: 1
                        decoder: rules/1
                        resampling: pillow-bicubic-antialias-8bit/1
                        patches: scales=[0.5, 1.0, 2.0] sizes=[224, 384] grid=3 transforms=[AS_IS, TRANSPOSED] small=MIRROR
                        """);
    }

    @Test
    void anotherDecoderPlanOrModeHasAnotherFingerprint() {
        PatchPlan enlarged = new PatchPlan(
                List.of(0.5, 1.0, 2.0), List.of(224, 384), 3, PatchPlan.PAPER.transforms(), SmallImage.ENLARGE);

        assertThat(List.of(
                        PAPER.id(),
                        Preprocessing.ofPatches(PatchPlan.PAPER, "rules/2").id(),
                        Preprocessing.ofPatches(enlarged, "rules/1").id(),
                        Preprocessing.ofWholeImage("rules/1", "whole/1").id()))
                .doesNotHaveDuplicates();
    }
}
