package io.msliqa.view;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import io.msliqa.protocol.View;
import io.msliqa.protocol.ViewStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The views of one picture. Equal steps on an equal source are made once. */
public final class Views {

    private record Made(Pixels from, ViewStep step) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Made that && that.from == from && that.step.equals(step);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(from) + step.hashCode();
        }
    }

    private final Pixels picture;
    private final Map<Made, Pixels> made = new HashMap<>();

    /** The views of a picture, none of which is made yet. */
    public Views(PixelImage picture) {
        this.picture = new Pixels.Bytes(picture);
    }

    /**
     * All views of a protocol, by their names, and the picture itself.
     *
     * @throws ImageException if the protocol refuses the picture
     */
    public Map<String, Pixels> of(List<View> views) throws ImageException {
        Map<String, Pixels> all = new HashMap<>();
        all.put(View.PICTURE, picture);
        for (View view : views) {
            Pixels pixels = all.get(view.of());
            for (ViewStep step : view.steps()) {
                pixels = after(pixels, step);
            }
            all.put(view.name(), pixels);
        }
        return all;
    }

    private Pixels after(Pixels pixels, ViewStep step) throws ImageException {
        if (step instanceof ViewStep.Refuse refuse) {
            if (Math.min(pixels.width(), pixels.height()) < refuse.below()) {
                throw new ImageException(
                        FailureReason.TOO_SMALL,
                        "The picture is " + picture.width() + " x " + picture.height()
                                + "; this network's protocol refuses shorter sides below " + refuse.below());
            }
            return pixels;
        }
        Made key = new Made(pixels, step);
        Pixels there = made.get(key);
        if (there == null) {
            there = step instanceof ViewStep.Resize resize
                    ? Resizing.of(pixels, resize)
                    : Padding.of(pixels, (ViewStep.Pad) step);
            made.put(key, there);
        }
        return there;
    }
}
