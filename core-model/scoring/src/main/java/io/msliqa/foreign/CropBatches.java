package io.msliqa.foreign;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.network.ForeignProgram;
import io.msliqa.network.ModelException;
import io.msliqa.network.NamedValues;
import io.msliqa.network.Port;
import io.msliqa.protocol.NetworkProtocol;
import io.msliqa.protocol.Output;
import io.msliqa.protocol.TensorInput;
import io.msliqa.view.CropWindow;
import io.msliqa.view.Pixels;
import io.msliqa.view.TensorWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the crops of a picture through the network, a batch at a time.
 *
 * <p>A batch holds crops of one picture only, as many as the protocol, the network's file and a bound on memory allow. So
 * a score follows from the picture alone, to the bit. For one thread.
 */
final class CropBatches {

    /** Numbers in one input's batch: 256 MB. */
    private static final long MOST_NUMBERS = 64L << 20;

    private final NetworkProtocol protocol;
    private final ForeignProgram program;
    private final int fixedBatch;
    private final List<TensorWriter> writers = new ArrayList<>();
    private final List<ByteBuffer> buffers = new ArrayList<>();

    CropBatches(NetworkProtocol protocol, ForeignProgram program) {
        this.protocol = protocol;
        this.program = program;
        this.fixedBatch = ProgramCheck.fixedBatch(program);
        for (TensorInput input : protocol.inputs()) {
            writers.add(new TensorWriter(input));
            buffers.add(ByteBuffer.allocateDirect(0));
        }
    }

    /**
     * What the network puts out.
     *
     * @param views an input's view each
     * @param crops an input's crops each: equally many, or one
     */
    OutputTable run(List<Pixels> views, List<List<CropWindow>> crops) throws ImageException {
        int count = crops.stream().mapToInt(List::size).max().orElseThrow();
        int batch = batchOf(crops, count);
        Map<String, List<double[]>> rows = new HashMap<>();
        for (int from = 0; from < count; from += batch) {
            int used = Math.min(batch, count - from);
            int given = fixedBatch > 0 ? fixedBatch : used;
            List<NamedValues> inputs = new ArrayList<>();
            for (int input = 0; input < views.size(); input++) {
                inputs.add(tensor(input, views.get(input), crops.get(input), from, used, given));
            }
            addRows(inputs, used, given, rows);
        }
        Map<String, double[][]> table = new HashMap<>();
        for (Output output : protocol.outputs()) {
            double[][] all = rows.get(output.name()).toArray(double[][]::new);
            Reduction.requireAsDeclared(output, all);
            table.put(output.name(), all);
        }
        return new OutputTable(table);
    }

    private int batchOf(List<List<CropWindow>> crops, int count) throws ImageException {
        long largest = 0;
        for (int input = 0; input < crops.size(); input++) {
            for (CropWindow crop : crops.get(input)) {
                if (crop.pixels() > protocol.mostPixels()) {
                    throw new ImageException(
                            FailureReason.TOO_LARGE,
                            "The network would see " + crop.width() + " x " + crop.height() + " at once, more than"
                                    + " largest-pixels = " + protocol.mostPixels() + " of its protocol allows");
                }
                largest = Math.max(largest, writers.get(input).size(crop));
            }
        }
        long room = Math.max(1, MOST_NUMBERS / largest);
        int most = fixedBatch > 0 ? fixedBatch : protocol.batch();
        return (int) Math.min(Math.min(most, Math.max(room, fixedBatch)), Math.max(1, count));
    }

    private NamedValues tensor(int input, Pixels view, List<CropWindow> crops, int from, int used, int given) {
        TensorWriter writer = writers.get(input);
        CropWindow first = crops.get(Math.min(from, crops.size() - 1));
        long numbers = Math.multiplyExact(writer.size(first), (long) given);
        FloatBuffer tensor = buffer(input, numbers);
        for (int row = 0; row < given; row++) {
            int place = from + Math.min(row, used - 1);
            writer.put(view, crops.get(crops.size() == 1 ? 0 : place), tensor);
        }
        return new NamedValues(protocol.inputs().get(input).name(), writer.shape(first, given), tensor.flip());
    }

    /** Buffers outside the heap go only with a collection, so each input keeps one that grows. */
    private FloatBuffer buffer(int input, long numbers) {
        int bytes = Math.toIntExact(numbers * Float.BYTES);
        if (buffers.get(input).capacity() < bytes) {
            int grown = (int) Math.max(bytes, Math.min(2L * buffers.get(input).capacity(), MOST_NUMBERS));
            buffers.set(input, ByteBuffer.allocateDirect(grown).order(ByteOrder.nativeOrder()));
        }
        FloatBuffer all = buffers.get(input).clear().asFloatBuffer();
        return all.limit((int) numbers);
    }

    private void addRows(List<NamedValues> inputs, int used, int given, Map<String, List<double[]>> rows) {
        List<String> names = protocol.outputs().stream().map(Output::name).toList();
        List<NamedValues> outputs;
        try {
            outputs = program.run(inputs, names);
        } catch (IllegalStateException | ModelException e) {
            throw new NetworkFailure(e.getMessage(), e);
        }
        for (NamedValues output : outputs) {
            int numbers = output.values().remaining();
            boolean ofCrops = output.shape().length > 0 && output.shape()[0] == given;
            if (numbers == 0 || numbers % given != 0 || (!ofCrops && given > 1)) {
                throw new NetworkFailure("its output '" + output.name() + "' has the shape "
                        + Port.textOf(output.shape()) + " for a batch of " + given + " crops");
            }
            int columns = numbers / given;
            for (int row = 0; row < used; row++) {
                double[] values = new double[columns];
                for (int column = 0; column < columns; column++) {
                    values[column] = output.values().get(row * columns + column);
                }
                rows.computeIfAbsent(output.name(), name -> new ArrayList<>()).add(values);
            }
        }
    }
}
