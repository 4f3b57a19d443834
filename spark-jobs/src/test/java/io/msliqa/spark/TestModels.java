package io.msliqa.spark;

import ai.djl.ndarray.NDManager;
import io.msliqa.model.HeadPolicy;
import io.msliqa.model.Manifest;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Backbone;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.scale.QualityScale;
import io.msliqa.torch.network.MsliqaBlock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A small network that has learned nothing: the same numbers for the same seed. */
public final class TestModels {

    private TestModels() {}

    public static ModelBundle untrained(long seed) {
        return bundle(seed, net -> {});
    }

    /** One that says NaN of every picture. */
    public static ModelBundle withoutNumbers() {
        return bundle(1, net -> net.getParameters()
                .values()
                .forEach(parameter -> parameter.getArray().muli(Float.NaN)));
    }

    private static ModelBundle bundle(long seed, Consumer<MsliqaBlock> change) {
        try (NDManager manager = NDManager.newBaseManager()) {
            MsliqaBlock net = new MsliqaBlock(Backbone.MOBILENET_V3_SMALL, 2);
            net.initialize(manager, seed);
            change.accept(net);
            Manifest manifest = new Manifest(
                    "untrained",
                    Backbone.MOBILENET_V3_SMALL,
                    List.of(ZoomLevel.parse("crop-224"), ZoomLevel.parse("resize-768/crop-384")),
                    HeadPolicy.MEAN,
                    0,
                    QualityScale.of(1, 5, true),
                    "bicubic",
                    "mirror",
                    Map.of());
            return ModelBundle.of(manifest, net.toNetwork());
        }
    }
}
