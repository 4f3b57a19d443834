package io.msliqa.scoring;

import io.msliqa.image.PixelImage;
import io.msliqa.image.PixelWindow;
import java.nio.ByteBuffer;

/**
 * Pictures of one size on their way to the network: 8-bit samples in the layout (rows, height, width, 3), outside the
 * Java heap.
 *
 * <p>The shape never changes. Rows that hold no picture are zero, so what the network computes for a row cannot depend
 * on what was there before. For one thread.
 */
public final class PatchBatch {

    /** Matrix products treat a last, incomplete block of rows differently; whole blocks give each row the same bits. */
    private static final int BLOCK = 8;

    private final int capacity;
    private final int rows;
    private final int width;
    private final int height;
    private final ByteBuffer pixels;
    private int count;
    private int written;

    /**
     * @param capacity how many pictures it takes, at least 1
     * @param width of each, in pixels
     * @param height of each, in pixels
     */
    public PatchBatch(int capacity, int width, int height) {
        if (capacity < 1 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "A batch of " + capacity + " pictures of " + width + " x " + height + " holds nothing");
        }
        this.capacity = capacity;
        this.rows = rowsFor(capacity);
        this.width = width;
        this.height = height;
        this.pixels = ByteBuffer.allocateDirect(Math.multiplyExact(rows, pictureBytes()));
    }

    /** The rows that a batch of such a capacity has. */
    public static int rowsFor(int capacity) {
        return capacity == 1 ? 1 : Math.multiplyExact((capacity + BLOCK - 1) / BLOCK, BLOCK);
    }

    private PatchBatch(PixelImage picture, ByteBuffer pixels) {
        this.capacity = 1;
        this.rows = 1;
        this.width = picture.width();
        this.height = picture.height();
        this.pixels = pixels;
        add(picture);
    }

    /** A full batch of one picture in the first bytes of a direct buffer, which is large enough. */
    static PatchBatch ofOne(PixelImage picture, ByteBuffer buffer) {
        return new PatchBatch(picture, buffer.slice(0, picture.rgb().length));
    }

    private int pictureBytes() {
        return Math.multiplyExact(Math.multiplyExact(PixelImage.CHANNELS, width), height);
    }

    /**
     * Appends a picture.
     *
     * @throws IllegalArgumentException if it has another size
     * @throws IllegalStateException if the batch is full
     */
    public void add(PixelImage picture) {
        add(PixelWindow.of(picture));
    }

    /** Appends a window's pixels, as {@link #add(PixelImage)}. */
    void add(PixelWindow picture) {
        if (picture.width() != width || picture.height() != height) {
            throw new IllegalArgumentException("A picture of " + picture.width() + " x " + picture.height()
                    + " does not fit a batch of " + width + " x " + height);
        }
        if (isFull()) {
            throw new IllegalStateException("The batch of " + capacity + " is full");
        }
        picture.copyTo(pixels, count * pictureBytes());
        count++;
        written = Math.max(written, count);
    }

    /** Appends {@code howMany} pictures of a batch of the same picture size; all must fit. */
    void addAll(PatchBatch other, int from, int howMany) {
        pixels.put(count * pictureBytes(), other.pixels, from * pictureBytes(), howMany * pictureBytes());
        count += howMany;
        written = Math.max(written, count);
    }

    /** The {@link #rows} of the next smaller batch: about half, in whole blocks; below a block a single one. */
    int smallerRows() {
        return rows <= BLOCK ? 1 : (rows / 2 + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** Takes all pictures out. */
    public void clear() {
        count = 0;
    }

    /** How many pictures it holds. */
    public int count() {
        return count;
    }

    /** Whether no further picture fits. */
    public boolean isFull() {
        return count == capacity;
    }

    /** The first dimension of {@link #pixels}: the capacity, or a little more. */
    public int rows() {
        return rows;
    }

    /** The width of each picture, in pixels. */
    public int width() {
        return width;
    }

    /** The height of each picture, in pixels. */
    public int height() {
        return height;
    }

    /** All {@code rows * height * width * 3} samples, unsigned, in a direct buffer; zero from row {@link #count} on. */
    public ByteBuffer pixels() {
        byte[] zeros = new byte[written > count ? pictureBytes() : 0];
        for (; written > count; written--) {
            pixels.put((written - 1) * pictureBytes(), zeros);
        }
        return pixels.duplicate().clear();
    }
}
