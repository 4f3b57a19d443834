package io.msliqa.protocol;

import java.util.List;

/**
 * The picture, or another view, after some steps.
 *
 * @param name of the view
 * @param of the view that it is made of; {@link #PICTURE} for the picture itself
 * @param steps in order
 */
public record View(String name, String of, List<ViewStep> steps) {

    /** The upright picture, 8-bit sRGB. */
    public static final String PICTURE = "picture";

    public View {
        steps = List.copyOf(steps);
    }
}
