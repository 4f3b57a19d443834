package io.msliqa.torch.scoring;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.msliqa.image.PixelImage;
import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchSide;
import io.msliqa.patch.ScaledSize;
import io.msliqa.patch.Transform;
import io.msliqa.scoring.Cut;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Cuts patches on a device: a picture crosses to it once, as bytes, and each of its patches is two matrix products with
 * the samples that {@link io.msliqa.patch.PatchSampler} gives, to the bit. The products are in double precision, in
 * which all sums are exact.
 *
 * <p>A device takes longer to be told of an operation than to do it, so patches of one height of a picture are made together. It
 * keeps the latest pictures and matrices on the device. For one thread at a time.
 */
final class PatchCutter implements AutoCloseable {

    /** Pictures that several batches need lie close together. */
    private static final int PICTURES_KEPT = 8;

    /** Pictures of one size share theirs: 36 with the paper's plan. */
    private static final int MATRICES_KEPT = 72;

    private final NDManager manager;
    private final Kept<Same, NDArray> pictures = new Kept<>(PICTURES_KEPT, NDArray::close);
    private final Kept<SideOf, Matrix> matrices =
            new Kept<>(MATRICES_KEPT, matrix -> matrix.weights().close());
    private long bytesSent;

    /** @param manager on the device; closed with this */
    PatchCutter(NDManager manager) {
        this.manager = manager;
    }

    /** A picture by what it is, not by how it looks: comparing pixels would take longer than sending them. */
    private record Same(PixelImage picture) {

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Same that && picture == that.picture;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(picture);
        }
    }

    private record SideOf(int from, int to, int start, int size) {

        static SideOf columns(PixelImage source, ScaledSize scaled, int x, int size) {
            return new SideOf(source.width(), scaled.width(), x, size);
        }

        static SideOf rows(PixelImage source, ScaledSize scaled, int y, int size) {
            return new SideOf(source.height(), scaled.height(), y, size);
        }
    }

    /** A side's matrix on the device, (size, count), for the samples of the source from the first on. */
    private record Matrix(NDArray weights, int first, int count) {

        int end() {
            return first + count;
        }
    }

    /** The latest values; older ones are closed. */
    private static final class Kept<K, V> {

        private final int most;
        private final Consumer<V> close;
        private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

        Kept(int most, Consumer<V> close) {
            this.most = most;
            this.close = close;
        }

        V get(K key, Supplier<V> make) {
            V value = values.get(key);
            if (value == null) {
                value = make.get();
                values.put(key, value);
            }
            return value;
        }

        /** Closes what is too much; not while anything of it is in use. */
        void shrink() {
            Iterator<V> oldest = values.values().iterator();
            while (values.size() > most) {
                V value = oldest.next();
                oldest.remove();
                close.accept(value);
            }
        }
    }

    /** Sends what {@link #cut} will need, and waits until it is there; so that {@code cut} need not. */
    void send(List<Cut> cuts) {
        for (Cut cut : cuts) {
            PixelImage source = cut.source();
            Patch patch = cut.patch();
            picture(source);
            matrix(SideOf.columns(source, patch.scaled(), patch.x(), patch.size()));
            matrix(SideOf.rows(source, patch.scaled(), patch.y(), patch.size()));
        }
    }

    /**
     * The patches, all of one size, in the order they are asked for, and zeros after them.
     *
     * @param rows at least as many as there are patches
     * @param owner of the result, on the same device
     * @return (rows, size, size, 3), whole numbers from 0 to 255 in float32
     */
    NDArray cut(List<Cut> cuts, int rows, NDManager owner) {
        int size = cuts.get(0).patch().size();
        try (NDManager working = manager.newSubManager()) {
            Map<ResizedOf, Resized> resized = new HashMap<>();
            for (Cut cut : cuts) {
                resized.computeIfAbsent(ResizedOf.of(cut), key -> new Resized(cut.source(), key.size(), size, working))
                        .want(cut.patch());
            }
            NDList patches = new NDList(rows);
            for (Cut cut : cuts) {
                NDArray upright = resized.get(ResizedOf.of(cut)).patch(cut.patch());
                patches.add(cut.patch().transform() == Transform.TRANSPOSED ? upright.transpose(1, 0, 2) : upright);
            }
            NDArray nothing = working.zeros(new Shape(size, size, PixelImage.CHANNELS));
            while (patches.size() < rows) {
                patches.add(nothing);
            }
            NDArray batch = NDArrays.stack(patches);
            batch.attach(owner);
            return batch;
        } finally {
            pictures.shrink();
            matrices.shrink();
        }
    }

    private record ResizedOf(Same picture, ScaledSize size) {

        static ResizedOf of(Cut cut) {
            return new ResizedOf(new Same(cut.source()), cut.patch().scaled());
        }
    }

    /** A resized picture, of which only the rows and columns are made that patches show. */
    private final class Resized {

        private final PixelImage source;
        private final ScaledSize scaled;
        private final int size;
        private final NDManager working;
        private final SortedSet<Integer> lefts = new TreeSet<>();
        private final Map<Integer, NDArray> bands = new HashMap<>();
        private int firstRow = Integer.MAX_VALUE;
        private int endRow;
        private Optional<NDArray> columns = Optional.empty();

        Resized(PixelImage source, ScaledSize scaled, int size, NDManager working) {
            this.source = source;
            this.scaled = scaled;
            this.size = size;
            this.working = working;
        }

        /** Notes what of the source a patch needs; all are noted before the first is made. */
        void want(Patch patch) {
            lefts.add(patch.x());
            Matrix rows = rows(patch.y());
            firstRow = Math.min(firstRow, rows.first());
            endRow = Math.max(endRow, rows.end());
        }

        private Matrix rows(int y) {
            return matrix(SideOf.rows(source, scaled, y, size));
        }

        /** (size, size, 3) */
        NDArray patch(Patch patch) {
            int place = lefts.headSet(patch.x()).size();
            return bands.computeIfAbsent(patch.y(), this::band)
                    .get(new NDIndex(":, {}:{}, :", place * size, (place + 1) * size));
        }

        /** The patches that begin at a row, side by side: (size, patches * size, 3). */
        private NDArray band(int y) {
            if (columns.isEmpty()) {
                columns = Optional.of(columns());
            }
            Matrix rows = rows(y);
            NDArray part =
                    columns.get().get(new NDIndex(":, {}:{}, :", rows.first() - firstRow, rows.end() - firstRow));
            return rounded(rows.weights().matMul(part))
                    .toType(DataType.FLOAT32, false)
                    .transpose(1, 2, 0);
        }

        /** The columns of all patches, side by side: (3, rows of the source, patches * size). */
        private NDArray columns() {
            NDList parts = new NDList(lefts.size());
            for (int x : lefts) {
                Matrix columns = matrix(SideOf.columns(source, scaled, x, size));
                parts.add(picture(source)
                        .get(working, new NDIndex("{}:{}, {}:{}, :", firstRow, endRow, columns.first(), columns.end()))
                        .toType(DataType.FLOAT64, false)
                        .transpose(2, 0, 1)
                        .matMul(columns.weights().transpose()));
            }
            return rounded(NDArrays.concat(parts, 2));
        }
    }

    private static NDArray rounded(NDArray sums) {
        return sums.addi(PatchSide.ONE / 2).divi(PatchSide.ONE).floor().clip(0, 255);
    }

    private NDArray picture(PixelImage source) {
        return pictures.get(new Same(source), () -> {
            bytesSent += source.rgb().length;
            Shape shape = new Shape(source.height(), source.width(), PixelImage.CHANNELS);
            return manager.create(ByteBuffer.wrap(source.rgb()), shape, DataType.UINT8);
        });
    }

    private Matrix matrix(SideOf key) {
        return matrices.get(key, () -> {
            PatchSide side = PatchSide.of(key.from(), key.to(), key.start(), key.size());
            long[] places = side.places();
            double[] weights = side.weights();
            bytesSent += Long.BYTES * (long) places.length + Double.BYTES * (long) weights.length;
            try (NDArray zeros = manager.zeros(new Shape((long) side.size() * side.count()), DataType.FLOAT64);
                    NDArray at = manager.create(places);
                    NDArray values = manager.create(weights);
                    NDArray flat = zeros.scatter(at, values, 0)) {
                return new Matrix(flat.reshape(side.size(), side.count()), side.first(), side.count());
            }
        });
    }

    /** How many bytes have crossed to the device so far. */
    long bytesSent() {
        return bytesSent;
    }

    @Override
    public void close() {
        manager.close();
    }
}
