package io.msliqa.patch;

import io.msliqa.image.PixelImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Resamples windows of one resized picture, each once. A window within another one is cut from that. Where windows
 * overlap so much that resizing the whole picture is cheaper, all are cut from the whole. For one thread.
 */
final class SharedWindows {

    private final PixelImage source;
    private final ScaledSize size;
    private final List<Window> largest = new ArrayList<>();
    private final Map<Window, PixelImage> resampled = new HashMap<>();

    /** @param windows those that will be asked for; others are resampled by themselves */
    SharedWindows(PixelImage source, ScaledSize size, List<Window> windows) {
        this.source = source;
        this.size = size;
        SamplingCost cost = new SamplingCost(source, size);
        for (Window window : windows) {
            if (largest.stream().noneMatch(other -> other.contains(window))) {
                largest.removeIf(window::contains);
                largest.add(window);
            }
        }
        largest.forEach(cost::add);
        if (cost.wholeIsCheaper()) {
            largest.clear();
            largest.add(Window.whole(size));
        }
    }

    /** The pixels of a window. */
    PixelImage pixels(Window window) {
        Window from = largest.stream()
                .filter(other -> other.contains(window))
                .findFirst()
                .orElse(window);
        PixelImage pixels = resampled.computeIfAbsent(from, this::resample);
        return from.equals(window)
                ? pixels
                : pixels.crop(window.x() - from.x(), window.y() - from.y(), window.width(), window.height());
    }

    private PixelImage resample(Window window) {
        return window.equals(Window.whole(size))
                ? Resampler.resize(source, size.width(), size.height())
                : Resampler.window(
                        source, size.width(), size.height(), window.x(), window.y(), window.width(), window.height());
    }

    /** Frees the pixels. */
    void clear() {
        resampled.clear();
    }
}
