package io.msliqa.spark.evaluation;

import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.Transform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the steps of the paper's protocol, each a way to score the same pictures. The first scores pictures as a whole,
 * without test-time augmentation, with every head; the score is that of the model's best head. The next ones add
 * patches: the middle one, the grid, a second size, the other scales, transposed. With the paper's patches these are 1,
 * 9, 18, 54 and 108.
 */
public final class Protocol {

    private Protocol() {}

    /**
     * The ways in order, by name, each as the settings that make it.
     *
     * @param full the patches of the last way; a step that adds nothing is left out
     */
    public static Map<String, Map<String, String>> ways(PatchPlan full) {
        Map<String, Map<String, String>> ways = new LinkedHashMap<>();
        ways.put("whole picture", Map.of("scoring.mode", "single"));
        List<Double> scale =
                List.of(full.scales().contains(1.0) ? 1.0 : full.scales().get(0));
        List<Integer> size = full.sizes().subList(0, 1);
        List<Transform> asIs = full.transforms().subList(0, 1);
        for (PatchPlan plan : List.of(
                new PatchPlan(scale, size, 1, asIs, full.smallImage()),
                new PatchPlan(scale, size, full.grid(), asIs, full.smallImage()),
                new PatchPlan(scale, full.sizes(), full.grid(), asIs, full.smallImage()),
                new PatchPlan(full.scales(), full.sizes(), full.grid(), asIs, full.smallImage()),
                full)) {
            int patches = plan.nominalCount();
            ways.putIfAbsent(patches == 1 ? "1 patch" : patches + " patches", settings(plan));
        }
        return ways;
    }

    private static Map<String, String> settings(PatchPlan plan) {
        return Map.of(
                "scoring.mode", "tta",
                "patches.scales", plan.scales().toString(),
                "patches.sizes", plan.sizes().toString(),
                "patches.grid", Integer.toString(plan.grid()),
                "patches.transforms",
                        "["
                                + String.join(
                                        ",",
                                        plan.transforms().stream()
                                                .map(Protocol::key)
                                                .toList()) + "]");
    }

    private static String key(Transform transform) {
        return transform.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
