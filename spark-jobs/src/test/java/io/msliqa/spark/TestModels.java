package io.msliqa.spark;

import ai.djl.ndarray.NDManager;
import io.msliqa.model.HeadPolicy;
import io.msliqa.model.Manifest;
import io.msliqa.model.ModelBundle;
import io.msliqa.model.ScoreScale;
import io.msliqa.net.Backbone;
import io.msliqa.net.MsliqaNet;
import io.msliqa.patch.ZoomLevel;
import java.util.List;
import java.util.Map;

/** A small network that has learned nothing: the same numbers for the same seed. */
public final class TestModels {

    private TestModels() {}

    public static ModelBundle untrained(long seed) {
        try (NDManager manager = NDManager.newBaseManager()) {
            MsliqaNet net = new MsliqaNet(Backbone.MOBILENET_V3_SMALL, 2);
            net.initialize(manager, seed);
            Manifest manifest = new Manifest(
                    "untrained",
                    Backbone.MOBILENET_V3_SMALL,
                    List.of(ZoomLevel.parse("crop-224"), ZoomLevel.parse("resize-768/crop-384")),
                    HeadPolicy.MEAN,
                    0,
                    new ScoreScale(1, 5, true),
                    "bicubic",
                    "mirror",
                    Map.of());
            return ModelBundle.of(manifest, net);
        }
    }
}
