package io.msliqa.patch;

import io.msliqa.image.PixelImage;
import io.msliqa.image.PixelWindow;
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
            PixelImage shown = windows.pixels(window, Transform.AS_IS).image();
            last = Optional.of(new Padded(
                    patch,
                    MirrorPadding.around(
                            shown, Math.max(0, -patch.x()), Math.max(0, -patch.y()), patch.size(), patch.size())));
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
}
