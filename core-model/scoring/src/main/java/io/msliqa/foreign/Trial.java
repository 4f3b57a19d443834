package io.msliqa.foreign;

import io.msliqa.network.ForeignProgram;
import io.msliqa.network.ModelException;
import io.msliqa.network.NamedValues;
import io.msliqa.network.Port;
import io.msliqa.protocol.NetworkProtocol;
import io.msliqa.protocol.Output;
import io.msliqa.protocol.ProtocolException;
import io.msliqa.protocol.ProtocolFile;
import io.msliqa.protocol.TensorInput;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A first pass of a network whose file does not say what its inputs and outputs are, with one black crop. So what is wrong is
 * said before any picture is read, and once instead of for each picture.
 */
public final class Trial {

    /** A side that the protocol leaves to the picture. */
    private static final long FREE_SIDE = 256;

    private Trial() {}

    /**
     * What the network puts out for one crop: by name, type and shape. Empty if it fails on a whole picture of this size, for it
     * may take others.
     *
     * @throws ProtocolException if it fails on crops of the protocol's size, or has other outputs than the protocol names
     */
    public static List<Port> outputs(NetworkFolder folder, ForeignProgram program) {
        NetworkProtocol protocol = folder.protocol();
        List<NamedValues> inputs = protocol.inputs().stream().map(Trial::black).toList();
        List<String> names = protocol.outputs().stream().map(Output::name).toList();
        try {
            return program.run(inputs, names).stream()
                    .map(output -> new Port(output.name(), Port.FLOAT32, output.shape()))
                    .toList();
        } catch (ModelException e) {
            throw wrong(folder, e.getMessage(), e);
        } catch (IllegalStateException e) {
            if (protocol.inputs().stream().anyMatch(Trial::isFree)) {
                return List.of();
            }
            String given = inputs.stream()
                    .map(input -> input.name() + ": " + Port.textOf(input.shape()))
                    .collect(Collectors.joining(", "));
            throw wrong(folder, "the network fails on " + given + ", as the protocol gives it: " + e.getMessage(), e);
        }
    }

    private static ProtocolException wrong(NetworkFolder folder, String problem, Throwable cause) {
        ProtocolException wrong = new ProtocolException(
                folder.directory().resolve(ProtocolFile.NAME).toString(), List.of(problem), "");
        wrong.initCause(cause);
        return wrong;
    }

    private static boolean isFree(TensorInput input) {
        return Arrays.stream(input.shape()).skip(1).anyMatch(side -> side < 0);
    }

    private static NamedValues black(TensorInput input) {
        long[] shape = input.shape();
        shape[0] = 1;
        for (int i = 1; i < shape.length; i++) {
            shape[i] = shape[i] < 0 ? FREE_SIDE : shape[i];
        }
        int numbers = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        return new NamedValues(input.name(), shape, FloatBuffer.allocate(numbers));
    }
}
