package io.msliqa.spark.settings;

import io.msliqa.image.DecodeLimits;
import io.msliqa.network.Backbone;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.SmallImage;
import io.msliqa.patch.Transform;
import java.time.Duration;

/** Sections whose records are the core's own. */
final class CoreSections {

    /** {@code msliqa.decoding}. */
    static DecodeLimits decoding(Section section) {
        return new DecodeLimits(
                section.bytes("max-bytes", 1, Integer.MAX_VALUE - 16),
                section.integer("max-pixels", 1, (int) DecodeLimits.MOST_PIXELS),
                section.integer("min-side", 1, 100_000),
                section.duration("max-time", Duration.ofMillis(1), Duration.ofDays(1)));
    }

    /** {@code msliqa.patches}. */
    static PatchPlan patches(Section section) {
        return new PatchPlan(
                section.numbers("scales", 0.01, 16),
                section.multiples("sizes", Backbone.STRIDE, 4096),
                section.integer("grid", 1, 16),
                section.choices("transforms", Transform.class),
                section.choice("small-image", SmallImage.class));
    }

    private CoreSections() {}
}
