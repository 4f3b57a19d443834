package io.msliqa.image.format;

/** Where an animation's first frame lies on its screen: the frame's upper left corner, in pixels. */
public record FramePlace(int x, int y) {

    static final FramePlace ORIGIN = new FramePlace(0, 0);
}
