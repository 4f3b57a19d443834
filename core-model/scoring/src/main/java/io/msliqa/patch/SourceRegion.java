package io.msliqa.patch;

/**
 * A rectangle of a source picture, in its pixels.
 *
 * @param x left edge, from 0
 * @param y upper edge, from 0
 * @param width at least 1
 * @param height at least 1
 */
public record SourceRegion(int x, int y, int width, int height) {}
