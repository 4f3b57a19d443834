package io.msliqa.network;

import java.nio.ByteBuffer;

/** A network that is loaded and computes. Safe for use by many threads; each call computes in its caller's thread alone. */
public interface PixelNetwork extends AutoCloseable {

    /** How many numbers it puts out for a picture. */
    int columns();

    /**
     * What the heads put out (pictures, columns), row by row.
     *
     * @param pixels unsigned samples in the layout (pictures, height, width, 3), in a direct buffer; they stay as they are
     */
    float[] score(ByteBuffer pixels, int pictures, int height, int width);

    /** Frees the weights; no thread may be scoring. */
    @Override
    void close();
}
