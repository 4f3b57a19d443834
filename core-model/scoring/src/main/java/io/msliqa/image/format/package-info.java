/**
 * Opens picture files of each format: reads their headers, refuses what is broken or unknown, and reads their samples as
 * they are stored. The way in is {@link io.msliqa.image.format.PictureFile}.
 *
 * <p>Uses {@code image} and {@code image.jpeg}. Only {@code image.decode} may use it.
 *
 * <p>It has more than twenty classes: a family for each format, told apart by its first word (Tiff, Png, Bmp, Gif, Jpeg,
 * Webp), and the samples and views that all families share. A package for each format would hide less than this one does: each
 * format's way in and the seven helpers that they share would have to be public, some fifteen classes where five are now; and
 * TIFF reads parts that are JPEG files, which read EXIF, which is laid out as TIFF.
 */
package io.msliqa.image.format;
