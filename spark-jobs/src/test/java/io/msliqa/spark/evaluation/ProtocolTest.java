package io.msliqa.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.patch.PatchPlan;
import io.msliqa.spark.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtocolTest {

    @Test
    void thePapersStepsHave1And9And18And54And108Patches() {
        Map<String, Map<String, String>> ways = Protocol.ways(PatchPlan.PAPER);

        assertThat(ways.keySet())
                .containsExactly("whole picture", "1 patch", "9 patches", "18 patches", "54 patches", "108 patches");
        List<Integer> patches = new ArrayList<>();
        ways.values().stream()
                .skip(1)
                .forEach(values ->
                        patches.add(Settings.load(List.of(), values).patches().nominalCount()));
        assertThat(patches).containsExactly(1, 9, 18, 54, 108);
        assertThat(Settings.load(List.of(), ways.get("108 patches")).patches()).isEqualTo(PatchPlan.PAPER);
    }
}
