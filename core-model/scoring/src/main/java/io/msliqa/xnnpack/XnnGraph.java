package io.msliqa.xnnpack;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.msliqa.network.Normalisation;

/** A subgraph of XNNPACK while it is defined. Its values are 32-bit reals of the shape (1, height, width, channels). */
final class XnnGraph implements AutoCloseable {

    /** How far XNNPACK may read beyond the end of what it is given; it throws away what it finds there. */
    static final int READ_BEYOND = 128;

    /** 8-bit pictures, (1, height, width, 3). */
    static final int PIXELS = 0;

    /** What is added to each sample of a row, (1, 1, width, 3). */
    static final int OFFSETS = 1;

    /** What the first head puts out; that of the next is the next number. */
    static final int FIRST_HEAD = 2;

    private static final int REALS = 1;
    private static final int UNSIGNED_BYTES = 4;
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int KEEP_DIMENSIONS = 0x40;
    private static final int UNNAMED = -1;
    private static final float ANY = Float.POSITIVE_INFINITY;

    private final XnnLibrary library;
    private final Pointer subgraph;

    XnnGraph(XnnLibrary library, int heads) {
        this.library = library;
        PointerByReference made = new PointerByReference();
        Xnnpack.check(library.xnn_create_subgraph(FIRST_HEAD + heads, 0, made), "a subgraph");
        this.subgraph = made.getValue();
    }

    XnnLibrary library() {
        return library;
    }

    Pointer pointer() {
        return subgraph;
    }

    /** Pixels as reals, each moved by its channel's offset. */
    int normalised() {
        IntByReference id = new IntByReference();
        long[] shape = {1, 1, 1, Normalisation.CHANNELS};
        Xnnpack.check(
                library.xnn_define_quantized_tensor_value(
                        subgraph, UNSIGNED_BYTES, 0, 1, shape.length, shape, null, PIXELS, INPUT, id),
                "the picture");
        value(null, OFFSETS, INPUT, shape);
        int reals = inner(Normalisation.CHANNELS);
        Xnnpack.check(library.xnn_define_convert(subgraph, PIXELS, reals, 0), "a conversion");
        int moved = inner(Normalisation.CHANNELS);
        Xnnpack.check(library.xnn_define_add2(subgraph, -ANY, ANY, reals, OFFSETS, moved, 0), "the normalisation");
        return moved;
    }

    /** A value between two operators. */
    int inner(int channels) {
        return value(null, UNNAMED, 0, 1, 1, 1, channels);
    }

    /** What a head puts out. */
    int head(int index, int channels) {
        return value(null, FIRST_HEAD + index, OUTPUT, 1, 1, 1, channels);
    }

    /** A value that is known; {@code data} must outlive all that is made of this graph. */
    int constant(Pointer data, long... shape) {
        return value(data, UNNAMED, 0, shape);
    }

    private int value(Pointer data, int externalId, int flags, long... shape) {
        IntByReference id = new IntByReference();
        Xnnpack.check(
                library.xnn_define_tensor_value(subgraph, REALS, shape.length, shape, data, externalId, flags, id),
                "a value");
        return id.getValue();
    }

    void hardSwish(int from, int to) {
        Xnnpack.check(library.xnn_define_hardswish(subgraph, from, to, 0), "hard swish");
    }

    void add(int first, int second, int to) {
        Xnnpack.check(library.xnn_define_add2(subgraph, -ANY, ANY, first, second, to, 0), "a sum");
    }

    void multiply(int first, int second, int to) {
        Xnnpack.check(library.xnn_define_multiply2(subgraph, -ANY, ANY, first, second, to, 0), "a product");
    }

    /** The mean over height and width. */
    void mean(int from, int to) {
        long[] axes = {1, 2};
        Xnnpack.check(library.xnn_define_static_mean(subgraph, axes.length, axes, from, to, KEEP_DIMENSIONS), "a mean");
    }

    @Override
    public void close() {
        Xnnpack.check(library.xnn_delete_subgraph(subgraph), "freeing a subgraph");
    }
}
