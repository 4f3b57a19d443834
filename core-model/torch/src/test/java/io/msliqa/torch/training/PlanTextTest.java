package io.msliqa.torch.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.network.Backbone;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.torch.training.TrainingPlan.Augmentation;
import io.msliqa.torch.training.TrainingPlan.LossWeights;
import io.msliqa.torch.training.TrainingPlan.Rate;
import io.msliqa.torch.training.TrainingPlan.ValidationPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {

    private static PlanText text(int steps, double decay, String start) {
        TrainingPlan plan = new TrainingPlan(
                Backbone.MOBILENET_V3_SMALL,
                List.of(ZoomLevel.parse("whole"), ZoomLevel.parse("crop-224")),
                steps,
                new Rate(5e-4, 2, 500),
                decay,
                new LossWeights(8, 1),
                0.5,
                true,
                new Augmentation(true, false, 0.25),
                1,
                new ValidationPlan(500, 1000, 0));
        return new PlanText(plan, start, List.of());
    }

    @Test
    void aPlanIsSaidInWords() {
        assertThat(text(800, 0.02, ""))
                .hasToString(
                        "backbone mobilenet-v3-small; zoom levels whole, crop-224; 800 steps; learning rate 5.0E-4; heads"
                                + " learn 2.0 times as fast; 500 steps of warm-up; last rate 0.01; weight decay 0.02; squared error"
                                + " weighs 8.0; correlation weighs 1.0; averaging 0.5; batch normalisation with each batch's own"
                                + " statistics; half the pictures mirrored; no step transposed; zoom jitter 0.25; seed 1; judged every"
                                + " 500 steps; judged on at most 1000 pictures of each source; patience 0; heads put out score; causes"
                                + " weigh 0.0; rare causes balanced by 0.0; pairs weigh 0.0; a batch for each zoom level; 0.0 of the pictures in grey; 0.0 of the"
                                + " clean pictures with more contrast; begun with random values");
    }

    @Test
    void onlyWhatDiffersIsTold() {
        String earlier = text(800, 0.02, "a.npz").toString();

        assertThat(text(900, 0.02, "b.npz").difference(earlier))
                .isEqualTo(
                        "It has\n  800 steps\n  begun with a.npz\nand this one has\n  900 steps\n  begun with b.npz");
        assertThat(text(800, 0.02, "a.npz").difference(earlier + "; more: 3 pictures"))
                .isEqualTo("It has\n  more: 3 pictures\nand this one has\n  nothing else");
    }
}
