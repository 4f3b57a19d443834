package io.msliqa.patch;

/** Says what happens to a scaled picture that is smaller than the patch; the paper does not say. */
public enum SmallImage {
    /**
     * The scaled picture lies in the middle of the patch (half a pixel up and left where that is needed), and mirror
     * images of it fill the rest: reflected without repeating the edge, again and again, as {@code numpy.pad(mode =
     * "reflect")} does. The zoom stays what the scale says.
     */
    MIRROR,
    /** The scaled picture is enlarged until its shorter side is that of the patch. The zoom changes. */
    ENLARGE
}
