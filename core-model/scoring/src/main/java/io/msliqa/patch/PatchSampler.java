package io.msliqa.patch;

import io.msliqa.image.PixelImage;
import io.msliqa.image.PixelWindow;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cuts patches out of one picture at the least cost.
 *
 * <p>A patch depends on a small window of the source, and only that is resampled; patches whose windows lie within each
 * other share one, and where it is cheaper, all of a scale are cut from the whole resized picture. Each way gives the
 * same bits. The order of {@link PatchPlan#distinct} is the fastest, because the sampler keeps the windows of one
 * scale, and one padded patch. For one thread.
 */
public final class PatchSampler {

    private final PixelImage source;
    private final Map<ScaledSize, SharedWindows> scales = new HashMap<>();
    private Optional<SharedWindows> current = Optional.empty();
    private Optional<Padded> last = Optional.empty();

    private record Padded(Patch patch, PixelImage pixels) {}

    /**
     * @param patches those that will be asked for: what is cheapest depends on them, what comes out does not
     */
    public PatchSampler(PixelImage source, List<Patch> patches) {
        this.source = Objects.requireNonNull(source, "source");
        patches.stream().collect(Collectors.groupingBy(Patch::scaled)).forEach((size, wanted) -> {
            Set<Window> windows = wanted.stream().map(Window::of).collect(Collectors.toCollection(LinkedHashSet::new));
            List<Window> turned = wanted.stream()
                    .filter(patch -> patch.transform() == Transform.TRANSPOSED)
                    .map(Window::of)
                    .toList();
            scales.put(size, new SharedWindows(source, size, windows, turned));
        });
    }

    /** The picture that patches are cut from. */
    public PixelImage source() {
        return source;
    }

    /** The pixels of a patch: a square of {@code patch.size()}, padded and turned. */
    public PixelImage sample(Patch patch) {
        return window(patch).image();
    }

    /** The pixels of a patch, as {@link #sample}, and not copied where they lie side by side in another picture. */
    public PixelWindow window(Patch patch) {
        Window window = Window.of(patch);
        SharedWindows windows = windows(patch.scaled());
        if (window.width() == patch.size() && window.height() == patch.size()) {
            return windows.pixels(window, patch.transform());
        }
        if (last.isEmpty() || !last.get().patch().showsTheSamePixelsAs(patch)) {
            last = Optional.of(new Padded(
                    patch, mirrored(windows.pixels(window, Transform.AS_IS).image(), patch)));
        }
        return PixelWindow.of(patch.transform().apply(last.get().pixels()));
    }

    private SharedWindows windows(ScaledSize size) {
        SharedWindows wanted =
                scales.computeIfAbsent(size, unplanned -> new SharedWindows(source, unplanned, List.of(), List.of()));
        if (current.isPresent() && current.get() != wanted) {
            current.get().clear();
        }
        current = Optional.of(wanted);
        return wanted;
    }

    /** Each row of the window is widened once, and copied to where it shows again. */
    private static PixelImage mirrored(PixelImage window, Patch patch) {
        int size = patch.size();
        int[] columns = reflected(Math.min(0, patch.x()), size, window.width());
        int[] rows = reflected(Math.min(0, patch.y()), size, window.height());
        int pitch = PixelImage.CHANNELS * size;
        byte[] to = new byte[Math.multiplyExact(pitch, size)];
        int[] places = new int[window.height()];
        Arrays.fill(places, -1);
        for (int y = 0; y < size; y++) {
            int place = places[rows[y]];
            if (place < 0) {
                places[rows[y]] = pitch * y;
                mirroredRow(window, rows[y], columns, Math.max(0, -patch.x()), to, pitch * y);
            } else {
                System.arraycopy(to, place, to, pitch * y, pitch);
            }
        }
        return new PixelImage(size, size, to);
    }

    /** @param before how many columns lie before the window's first one */
    private static void mirroredRow(PixelImage window, int row, int[] columns, int before, byte[] to, int at) {
        byte[] from = window.rgb();
        int begin = PixelImage.CHANNELS * row * window.width();
        int after = Math.min(columns.length, before + window.width());
        System.arraycopy(from, begin, to, at + PixelImage.CHANNELS * before, PixelImage.CHANNELS * (after - before));
        copyPixels(from, begin, columns, 0, before, to, at);
        copyPixels(from, begin, columns, after, columns.length, to, at);
    }

    private static void copyPixels(byte[] from, int begin, int[] columns, int first, int end, byte[] to, int at) {
        for (int x = first; x < end; x++) {
            int source = begin + PixelImage.CHANNELS * columns[x];
            int target = at + PixelImage.CHANNELS * x;
            to[target] = from[source];
            to[target + 1] = from[source + 1];
            to[target + 2] = from[source + 2];
        }
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
