package io.msliqa.patch;

import io.msliqa.image.PixelImage;
import io.msliqa.image.PixelWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Resamples windows of one resized picture, each once. A window within another one is cut from that. Where windows
 * overlap so much that resizing the whole picture is cheaper, all are cut from the whole; where turned windows do, they are
 * cut from that which holds them all, turned once. For one thread.
 */
final class SharedWindows {

    private final PixelImage source;
    private final ScaledSize size;
    private final List<Window> largest = new ArrayList<>();
    private final Map<Window, Long> turnedPixels = new HashMap<>();
    private final Map<Window, PixelImage> resampled = new HashMap<>();
    private final Map<Window, PixelImage> turned = new HashMap<>();

    /**
     * @param windows those that will be asked for; others are resampled by themselves
     * @param transposed those of them that will be asked for turned
     */
    SharedWindows(PixelImage source, ScaledSize size, Collection<Window> windows, Collection<Window> transposed) {
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
        transposed.forEach(window -> turnedPixels.merge(holder(window), window.pixels(), Long::sum));
    }

    private Window holder(Window window) {
        return largest.stream()
                .filter(other -> other.contains(window))
                .findFirst()
                .orElse(window);
    }

    /** The pixels of a window, turned. */
    PixelWindow pixels(Window window, Transform transform) {
        Window from = holder(window);
        PixelImage pixels = resampled.computeIfAbsent(from, this::resample);
        int x = window.x() - from.x();
        int y = window.y() - from.y();
        if (transform == Transform.TRANSPOSED && turnedPixels.getOrDefault(from, 0L) > from.pixels()) {
            PixelImage whole = turned.computeIfAbsent(from, holding -> transform.apply(pixels));
            return new PixelWindow(whole, y, x, window.height(), window.width());
        }
        PixelWindow upright = new PixelWindow(pixels, x, y, window.width(), window.height());
        return transform == Transform.AS_IS ? upright : PixelWindow.of(transform.apply(upright.image()));
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
        turned.clear();
    }
}
