package io.msliqa.image.format;

import io.msliqa.image.Capture;
import io.msliqa.image.ImageException;

/** A picture file whose header has been read and checked, and whose pixels have not been touched. */
public interface StoredPicture {

    /** The width before the picture is turned upright, at least 1. */
    int width();

    /** The height before the picture is turned upright, at least 1. */
    int height();

    /** How it was taken; its orientation too. Most formats say nothing of it. */
    default Capture capture() {
        return Capture.UNKNOWN;
    }

    /** The ICC profile of its colours; empty if there is none. */
    default ByteView profile() {
        return ByteView.NONE;
    }

    /** All its samples, or why they cannot be had. Allocates what the sides ask for. */
    Samples samples() throws ImageException;
}
