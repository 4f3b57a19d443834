package io.msliqa.torch.network;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.msliqa.network.ForeignProgram;
import io.msliqa.network.ModelException;
import io.msliqa.network.NamedValues;
import io.msliqa.network.Port;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A network of others as a TorchScript archive, on PyTorch and any device. It takes its inputs in order; it gives a
 * tensor, a tuple in order, or a dictionary. The archive does not say what they are.
 */
public final class TorchScriptFile implements ForeignProgram {

    /** PyTorch plans a program in its first runs, which must not meet another thread's. */
    private static final int PLANNING_RUNS = 4;

    private final Model model;
    private final Block program;
    private final AtomicInteger runs = new AtomicInteger();

    private TorchScriptFile(Model model) {
        this.model = model;
        this.program = model.getBlock();
    }

    /**
     * Loads a file onto a device.
     *
     * @throws ModelException if it is no TorchScript archive, or needs what this PyTorch has not
     */
    public static TorchScriptFile load(Path file, Device device) {
        requireProgram(file);
        Offline.byDefault();
        Model model = Model.newInstance("network", device, "PyTorch");
        try (InputStream in = Files.newInputStream(file)) {
            model.load(in);
            return new TorchScriptFile(model);
        } catch (IOException | MalformedModelException | EngineException e) {
            model.close();
            throw new ModelException("PyTorch cannot load " + file + ": " + firstLine(e), e);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /** PyTorch says of every such file that it cannot find something inside. */
    private static void requireProgram(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.stream().noneMatch(entry -> entry.getName().contains("/code/"))) {
                throw new ModelException(file + " holds weights and no program, as torch.save writes them; export the"
                        + " network with torch.jit.trace(network, example).save(...)");
            }
        } catch (ZipException e) {
            throw new ModelException(file + " is no TorchScript archive: it is no zip, or only a part of one", e);
        } catch (IOException e) {
            throw new ModelException("The network " + file + " cannot be read: " + e, e);
        }
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }

    @Override
    public List<Port> inputs() {
        return List.of();
    }

    @Override
    public List<Port> outputs() {
        return List.of();
    }

    @Override
    public List<NamedValues> run(List<NamedValues> inputs, List<String> outputs) {
        if (runs.get() >= PLANNING_RUNS) {
            return runNow(inputs, outputs);
        }
        synchronized (this) {
            List<NamedValues> values = runNow(inputs, outputs);
            runs.incrementAndGet();
            return values;
        }
    }

    private List<NamedValues> runNow(List<NamedValues> inputs, List<String> outputs) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList given = new NDList();
            for (NamedValues input : inputs) {
                given.add(manager.create(input.values(), new Shape(input.shape()), DataType.FLOAT32));
            }
            NDList result = program.forward(new ParameterStore(), given, false);
            result.attach(manager);
            return named(result, outputs);
        } catch (EngineException e) {
            throw new IllegalStateException("PyTorch says: " + lastLine(e), e);
        }
    }

    /** Of a traceback the error itself. */
    private static String lastLine(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((first, second) -> second)
                .orElse("")
                .strip();
    }

    private List<NamedValues> named(NDList result, List<String> outputs) {
        List<NamedValues> values = new ArrayList<>();
        boolean byName = result.size() > 0 && result.get(0).getName() != null;
        if (!byName && result.size() != outputs.size()) {
            throw new ModelException("the network has " + result.size() + " outputs without names; the protocol names "
                    + outputs.size() + ": " + String.join(", ", outputs));
        }
        for (int i = 0; i < outputs.size(); i++) {
            String name = outputs.get(i);
            NDArray array = byName ? named(result, name) : result.get(i);
            if (array == null) {
                throw new ModelException("the network has no output '" + name + "', only "
                        + result.stream().map(NDArray::getName).collect(Collectors.joining(", ")));
            }
            NDArray floats = array.toType(DataType.FLOAT32, false);
            values.add(new NamedValues(name, floats.getShape().getShape(), FloatBuffer.wrap(floats.toFloatArray())));
        }
        return values;
    }

    private static NDArray named(NDList result, String name) {
        return result.stream()
                .filter(array -> name.equals(array.getName()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        model.close();
    }
}
