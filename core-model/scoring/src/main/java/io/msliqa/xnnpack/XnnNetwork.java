package io.msliqa.xnnpack;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.msliqa.network.Network;
import io.msliqa.network.Normalisation;
import io.msliqa.network.PixelNetwork;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A network that scores on XNNPACK and the CPU, a picture at a time, so that a picture's scores have the same bits beside any
 * others.
 *
 * <p>A pass is made ready for one size of pictures: another size takes half a millisecond, and another pass ten, for its
 * weights are laid out anew to be found among those that are there. So some passes wait for the next pictures of their
 * sizes.
 */
public final class XnnNetwork implements PixelNetwork {

    /** As many sizes as the paper's patches have. */
    private static final int PASSES_OF_A_THREAD = 3;

    /** Of some 50 bytes each. A pass for a larger picture goes with it. */
    private static final long KEPT_PIXELS_OF_A_THREAD = 1 << 22;

    private static final int FINALIZED_FOR_THE_SAME_WEIGHTS = 1;

    private final XnnLibrary library;
    private final XnnProgram program;
    private final Pointer weights;
    private final int columns;
    private final Deque<XnnPass> waiting = new ArrayDeque<>();
    private int busy;
    private int mostBusy;

    /** @param program closed with this */
    XnnNetwork(XnnLibrary library, XnnProgram program, int columns) {
        this.library = library;
        this.program = program;
        this.columns = columns;
        PointerByReference cache = new PointerByReference();
        Xnnpack.check(library.xnn_create_weights_cache(cache), "room for weights");
        this.weights = cache.getValue();
        try {
            waiting.add(pass());
            Xnnpack.check(library.xnn_finalize_weights_cache(weights, FINALIZED_FOR_THE_SAME_WEIGHTS), "the weights");
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Loads the network.
     *
     * @throws IllegalStateException if XNNPACK does not run here, see {@link Xnnpack#missing}
     */
    public static XnnNetwork of(Network network) {
        XnnLibrary library = Xnnpack.library();
        XnnProgram program = new XnnProgram();
        network.write(program);
        return new XnnNetwork(library, program, network.table().columns());
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public float[] score(ByteBuffer pixels, int pictures, int height, int width) {
        float[] scores = new float[pictures * columns];
        int bytes = height * width * Normalisation.CHANNELS;
        XnnPass pass = taken(height, width);
        boolean done = false;
        try {
            for (int i = 0; i < pictures; i++) {
                pass.score(pixels.slice(i * bytes, bytes), height, width, scores, i * columns);
            }
            done = true;
        } finally {
            giveBack(pass, done);
        }
        return scores;
    }

    private synchronized XnnPass taken(int height, int width) {
        mostBusy = Math.max(mostBusy, busy + 1);
        XnnPass pass = waiting.stream()
                .filter(each -> each.isFor(height, width))
                .findFirst()
                .orElseGet(this::another);
        waiting.remove(pass);
        busy++;
        return pass;
    }

    /** A new pass while there is room for it, else the one that waits longest. */
    private XnnPass another() {
        boolean room = waiting.size() + busy < PASSES_OF_A_THREAD * mostBusy;
        boolean used = waiting.isEmpty() || waiting.getLast().largest() > 0;
        return room && used ? pass() : waiting.getLast();
    }

    /** What failed is not used again. */
    private synchronized void giveBack(XnnPass pass, boolean done) {
        busy--;
        long most = KEPT_PIXELS_OF_A_THREAD * mostBusy;
        if (!done || pass.largest() > most) {
            pass.close();
            return;
        }
        waiting.addFirst(pass);
        while (waiting.stream().mapToLong(XnnPass::largest).sum() > most) {
            waiting.removeLast().close();
        }
    }

    private XnnPass pass() {
        PointerByReference runtime = new PointerByReference();
        try (XnnGraph graph = program.graph(library)) {
            Xnnpack.check(
                    library.xnn_create_runtime_v4(graph.pointer(), weights, null, null, 0, runtime), "the network");
        }
        return new XnnPass(library, runtime.getValue(), program.headWidths());
    }

    @Override
    public synchronized void close() {
        waiting.forEach(XnnPass::close);
        waiting.clear();
        Xnnpack.check(library.xnn_delete_weights_cache(weights), "freeing the weights");
        program.close();
    }
}
