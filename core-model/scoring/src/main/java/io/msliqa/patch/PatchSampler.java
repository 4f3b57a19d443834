package io.msliqa.patch;

import io.msliqa.image.PixelImage;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts patches out of one picture at the least cost.
 *
 * <p>A patch depends on a small window of the source, and only that is resampled; patches whose windows lie within each
 * other share one, and where it is cheaper, all of a scale are cut from the whole resized picture. Each way gives the
 * same bits. The order of {@link PatchPlan#distinct} is the fastest, because the sampler keeps the windows of one scale
 * and one patch. For one thread.
 */
public final class PatchSampler {

    private final PixelImage source;
    private final Map<ScaledSize, SharedWindows> scales = new HashMap<>();
    private Optional<SharedWindows> current = Optional.empty();
    private Optional<Cut> last = Optional.empty();

    private record Cut(Patch patch, PixelImage picture) {}

    /**
     * @param patches those that will be asked for: what is cheapest depends on them, what comes out does not
     */
    public PatchSampler(PixelImage source, List<Patch> patches) {
        this.source = Objects.requireNonNull(source, "source");
        Map<ScaledSize, Set<Window>> windows = new HashMap<>();
        for (Patch patch : patches) {
            windows.computeIfAbsent(patch.scaled(), size -> new LinkedHashSet<>())
                    .add(Window.of(patch));
        }
        windows.forEach((size, wanted) -> scales.put(size, new SharedWindows(source, size, List.copyOf(wanted))));
    }

    /** The picture that patches are cut from. */
    public PixelImage source() {
        return source;
    }

    /** The pixels of a patch: a square of {@code patch.size()}, padded and turned. */
    public PixelImage sample(Patch patch) {
        if (last.isEmpty() || !last.get().patch().showsTheSamePixelsAs(patch)) {
            last = Optional.of(new Cut(patch, cut(patch)));
        }
        return patch.transform().apply(last.get().picture());
    }

    private PixelImage cut(Patch patch) {
        Window window = Window.of(patch);
        PixelImage pixels = windows(patch.scaled()).pixels(window);
        return window.width() == patch.size() && window.height() == patch.size() ? pixels : mirrored(pixels, patch);
    }

    private SharedWindows windows(ScaledSize size) {
        SharedWindows wanted =
                scales.computeIfAbsent(size, unplanned -> new SharedWindows(source, unplanned, List.of()));
        if (current.isPresent() && current.get() != wanted) {
            current.get().clear();
        }
        current = Optional.of(wanted);
        return wanted;
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
