package io.msliqa.scoring;

import io.msliqa.image.PixelImage;
import io.msliqa.network.Backbone;
import io.msliqa.network.HashedNetwork;
import java.util.Random;

/** Scorers of a real network without training, and pictures for them. */
public final class TestScorers {

    private TestScorers() {}

    /** A scorer of three heads on ONNX Runtime. */
    public static OnnxPatchScorer onnx() {
        return OnnxPatchScorer.open("hashed-small-3", () -> HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 3));
    }

    /** Random samples. */
    public static PixelImage noise(int width, int height, long seed) {
        byte[] rgb = new byte[3 * width * height];
        new Random(seed).nextBytes(rgb);
        return new PixelImage(width, height, rgb);
    }
}
