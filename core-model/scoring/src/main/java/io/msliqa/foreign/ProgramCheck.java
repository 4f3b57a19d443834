package io.msliqa.foreign;

import io.msliqa.network.ForeignProgram;
import io.msliqa.network.Port;
import io.msliqa.protocol.NetworkProtocol;
import io.msliqa.protocol.Output;
import io.msliqa.protocol.ProtocolException;
import io.msliqa.protocol.ProtocolFile;
import io.msliqa.protocol.TensorInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares a protocol with what the network's file says of itself. */
final class ProgramCheck {

    private final ForeignProgram program;
    private final List<String> problems = new ArrayList<>();

    private ProgramCheck(ForeignProgram program) {
        this.program = program;
    }

    /** @throws ProtocolException with all that does not fit */
    static void require(NetworkFolder folder, ForeignProgram program) {
        ProgramCheck check = new ProgramCheck(program);
        check.check(folder.protocol());
        if (!check.problems.isEmpty()) {
            throw new ProtocolException(
                    folder.directory().resolve(ProtocolFile.NAME).toString(), check.problems, said(folder, program));
        }
    }

    /** What the file says of itself, to be read. */
    static String said(NetworkFolder folder, ForeignProgram program) {
        if (program.inputs().isEmpty()) {
            String seen =
                    program.outputs().isEmpty() ? "" : "; for one crop it puts out\n    " + text(program.outputs());
            return folder.network() + " is TorchScript, which does not say what its inputs are" + seen;
        }
        return folder.network() + " says of itself:\n    in   " + text(program.inputs()) + "\n    out  "
                + text(program.outputs());
    }

    private static String text(List<Port> ports) {
        return ports.stream().map(Port::toString).collect(Collectors.joining("\n         "));
    }

    private void check(NetworkProtocol protocol) {
        if (!program.inputs().isEmpty()) {
            checkInputs(protocol);
        }
        if (!program.outputs().isEmpty()) {
            checkOutputs(protocol);
        }
    }

    private void checkInputs(NetworkProtocol protocol) {
        for (TensorInput input : protocol.inputs()) {
            Optional<Port> port = named(program.inputs(), input.name());
            if (port.isEmpty()) {
                problems.add("the network has no input '" + input.name() + "', only " + names(program.inputs()));
            } else {
                checkInput(input, port.get());
            }
        }
        for (Port port : program.inputs()) {
            if (protocol.inputs().stream().noneMatch(input -> input.name().equals(port.name()))) {
                problems.add("the network has an input '" + port.name() + "', of which the protocol says nothing");
            }
        }
    }

    private void checkOutputs(NetworkProtocol protocol) {
        for (Output output : protocol.outputs()) {
            Optional<Port> port = named(program.outputs(), output.name());
            if (port.isEmpty()) {
                problems.add("the network has no output '" + output.name() + "', only " + names(program.outputs()));
            } else {
                checkOutput(output, port.get());
            }
        }
    }

    private static Optional<Port> named(List<Port> ports, String name) {
        return ports.stream().filter(port -> port.name().equals(name)).findFirst();
    }

    private static String names(List<Port> ports) {
        return ports.stream().map(Port::name).collect(Collectors.joining(", "));
    }

    private void checkInput(TensorInput input, Port port) {
        if (!port.type().equals(Port.FLOAT32)) {
            problems.add("the network's input '" + port.name() + "' is of " + port.type() + "; only " + Port.FLOAT32
                    + " is given. Export it with such an input");
        }
        long[] given = input.shape();
        boolean fits = given.length == port.shape().length;
        for (int i = 1; fits && i < given.length; i++) {
            long wanted = port.shape()[i];
            fits = wanted < 0 || wanted == given[i];
        }
        if (!fits) {
            problems.add("the network's input '" + port.name() + "' has the shape " + Port.textOf(port.shape())
                    + "; the protocol gives it " + Port.textOf(given)
                    + (isFreeWhereItMayNot(given, port.shape()) ? ", whole pictures of any size" : ""));
        }
    }

    private static boolean isFreeWhereItMayNot(long[] given, long[] wanted) {
        for (int i = 1; i < Math.min(given.length, wanted.length); i++) {
            if (given[i] < 0 && wanted[i] >= 0) {
                return true;
            }
        }
        return false;
    }

    private void checkOutput(Output output, Port port) {
        long columns = 1;
        for (int i = 1; i < port.shape().length; i++) {
            columns = port.shape()[i] < 0 || columns < 0 ? -1 : columns * port.shape()[i];
        }
        if (output.columns() > 0 && columns > 0 && columns != output.columns()) {
            problems.add("the network's output '" + port.name() + "' has the shape " + Port.textOf(port.shape())
                    + "; the protocol says " + output.columns() + " columns");
        }
    }

    /** The batch that the network's file demands; 0 where it is free. */
    static int fixedBatch(ForeignProgram program) {
        return program.inputs().stream()
                .filter(port -> port.shape().length > 0 && port.shape()[0] > 0)
                .mapToInt(port -> Math.toIntExact(port.shape()[0]))
                .findFirst()
                .orElse(0);
    }
}
