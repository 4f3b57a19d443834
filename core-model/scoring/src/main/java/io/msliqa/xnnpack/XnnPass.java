package io.msliqa.xnnpack;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.msliqa.network.Normalisation;
import java.nio.ByteBuffer;
import java.util.List;

/** The network made ready for pictures of one size at a time, with the memory for one of them. For one thread at a time. */
final class XnnPass implements AutoCloseable {

    /** An external value: its number, and the place of its data. */
    private static final int EXTERNAL_VALUE = 2 * Long.BYTES;

    private final XnnLibrary library;
    private final Pointer runtime;
    private final List<Integer> heads;
    private final int columns;
    private final Memory scores;
    private Memory pixels = new Memory(XnnGraph.READ_BEYOND);
    private Memory offsets = new Memory(XnnGraph.READ_BEYOND);
    private int height;
    private int width;
    private long largest;

    XnnPass(XnnLibrary library, Pointer runtime, List<Integer> heads) {
        this.library = library;
        this.runtime = runtime;
        this.heads = heads;
        this.columns = heads.stream().mapToInt(Integer::intValue).sum();
        this.scores = new Memory((long) columns * Float.BYTES + XnnGraph.READ_BEYOND);
    }

    boolean isFor(int height, int width) {
        return this.height == height && this.width == width;
    }

    /** Pixels of the largest picture so far: what its memory is enough for. */
    long largest() {
        return largest;
    }

    /** What the heads say of a picture: samples (height, width, 3). */
    void score(ByteBuffer picture, int height, int width, float[] to, int at) {
        if (!isFor(height, width)) {
            resize(height, width);
        }
        // What the caller has may end where its memory ends, and XNNPACK reads beyond.
        pixels.getByteBuffer(0, picture.remaining()).put(picture);
        Xnnpack.check(library.xnn_invoke_runtime(runtime), "a picture of " + width + " x " + height);
        scores.read(0, to, at, columns);
    }

    private void resize(int height, int width) {
        // Until all has succeeded this is for no size.
        this.height = 0;
        this.width = 0;
        largest = Math.max(largest, (long) height * width);
        String what = "making room for a picture of " + width + " x " + height;
        long row = (long) width * Normalisation.CHANNELS;
        pixels = grown(pixels, row * height);
        offsets = grown(offsets, row * Float.BYTES);
        float[] moved = new float[Math.toIntExact(row)];
        for (int i = 0; i < moved.length; i++) {
            int channel = i % Normalisation.CHANNELS;
            moved[i] = Normalisation.offset(channel) / Normalisation.factor(channel);
        }
        offsets.write(0, moved, 0, moved.length);
        long[] picture = {1, height, width, Normalisation.CHANNELS};
        long[] line = {1, 1, width, Normalisation.CHANNELS};
        Xnnpack.check(library.xnn_reshape_external_value(runtime, XnnGraph.PIXELS, picture.length, picture), what);
        Xnnpack.check(library.xnn_reshape_external_value(runtime, XnnGraph.OFFSETS, line.length, line), what);
        Xnnpack.check(library.xnn_reshape_runtime(runtime), what);
        int values = XnnGraph.FIRST_HEAD + heads.size();
        try (Memory external = new Memory((long) values * EXTERNAL_VALUE)) {
            external.clear();
            place(external, XnnGraph.PIXELS, pixels);
            place(external, XnnGraph.OFFSETS, offsets);
            long at = 0;
            for (int head = 0; head < heads.size(); head++) {
                place(external, XnnGraph.FIRST_HEAD + head, scores.share(at));
                at += (long) heads.get(head) * Float.BYTES;
            }
            Xnnpack.check(library.xnn_setup_runtime_v2(runtime, values, external), what);
        }
        this.height = height;
        this.width = width;
    }

    private static Memory grown(Memory memory, long bytes) {
        if (bytes + XnnGraph.READ_BEYOND <= memory.size()) {
            return memory;
        }
        memory.close();
        // A little more, for pictures of much the same size.
        return new Memory(bytes + bytes / 8 + XnnGraph.READ_BEYOND);
    }

    private static void place(Memory external, int id, Pointer data) {
        external.setInt((long) id * EXTERNAL_VALUE, id);
        external.setPointer((long) id * EXTERNAL_VALUE + Native.POINTER_SIZE, data);
    }

    @Override
    public void close() {
        int status = library.xnn_delete_runtime(runtime);
        pixels.close();
        offsets.close();
        scores.close();
        Xnnpack.check(status, "freeing a pass");
    }
}
