package io.msliqa.patch;

import io.msliqa.image.PixelImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Cuts patches out of one picture at the least cost.
 *
 * <p>A patch depends on a small window of the source, and only that is resampled; where the windows of one scale overlap
 * so much that resizing the whole picture is cheaper, that is done once and patches are cut from it. Both give the same
 * bits. Fastest in the order of {@link PatchPlan#distinct}: one resized picture and one patch are kept. For one thread.
 */
public final class PatchSampler {

    private final PixelImage source;
    private final Map<ScaledSize, SamplingCost> costs = new HashMap<>();
    private Optional<Whole> whole = Optional.empty();
    private Optional<Cut> last = Optional.empty();

    private record Whole(ScaledSize size, PixelImage picture) {}

    private record Cut(Patch patch, PixelImage picture) {}

    /**
     * @param patches those that will be asked for: what is cheapest depends on them, what comes out does not
     */
    public PatchSampler(PixelImage source, List<Patch> patches) {
        this.source = Objects.requireNonNull(source, "source");
        Optional<Patch> previous = Optional.empty();
        for (Patch patch : patches) {
            if (previous.isEmpty() || !previous.get().showsTheSamePixelsAs(patch)) {
                costs.computeIfAbsent(patch.scaled(), size -> new SamplingCost(source, size))
                        .add(patch);
            }
            previous = Optional.of(patch);
        }
    }

    /** The pixels of a patch: a square of {@code patch.size()}, padded and turned. */
    public PixelImage sample(Patch patch) {
        if (last.isEmpty() || !last.get().patch().showsTheSamePixelsAs(patch)) {
            last = Optional.of(new Cut(patch, cut(patch)));
        }
        return patch.transform().apply(last.get().picture());
    }

    private PixelImage cut(Patch patch) {
        ScaledSize scaled = patch.scaled();
        int x = Math.max(0, patch.x());
        int y = Math.max(0, patch.y());
        int width = Math.min(scaled.width() - x, patch.size());
        int height = Math.min(scaled.height() - y, patch.size());
        PixelImage window = window(scaled, x, y, width, height);
        return width == patch.size() && height == patch.size() ? window : mirrored(window, patch);
    }

    private PixelImage window(ScaledSize scaled, int x, int y, int width, int height) {
        SamplingCost cost = costs.get(scaled);
        if (cost == null || !cost.wholeIsCheaper()) {
            return Resampler.window(source, scaled.width(), scaled.height(), x, y, width, height);
        }
        if (whole.isEmpty() || !whole.get().size().equals(scaled)) {
            whole = Optional.empty();
            whole = Optional.of(new Whole(scaled, Resampler.resize(source, scaled.width(), scaled.height())));
        }
        return whole.get().picture().crop(x, y, width, height);
    }

    private static PixelImage mirrored(PixelImage window, Patch patch) {
        int size = patch.size();
        int[] columns = reflected(Math.min(0, patch.x()), size, window.width());
        int[] rows = reflected(Math.min(0, patch.y()), size, window.height());
        byte[] from = window.rgb();
        byte[] to = new byte[Math.multiplyExact(PixelImage.CHANNELS * size, size)];
        int target = 0;
        for (int row : rows) {
            int base = row * window.width();
            for (int column : columns) {
                int source = PixelImage.CHANNELS * (base + column);
                to[target] = from[source];
                to[target + 1] = from[source + 1];
                to[target + 2] = from[source + 2];
                target += PixelImage.CHANNELS;
            }
        }
        return new PixelImage(size, size, to);
    }

    /**
     * The samples of an axis of {@code side} samples that {@code length} places show, beginning at {@code start}, where
     * the axis is mirrored at its ends without repeating the end samples.
     */
    static int[] reflected(int start, int length, int side) {
        int[] samples = new int[length];
        if (side > 1) {
            int period = 2 * (side - 1);
            for (int i = 0; i < length; i++) {
                int place = Math.floorMod(start + i, period);
                samples[i] = Math.min(place, period - place);
            }
        }
        return samples;
    }
}
