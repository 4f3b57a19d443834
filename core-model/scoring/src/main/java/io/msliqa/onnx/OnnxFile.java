package io.msliqa.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.msliqa.network.ForeignProgram;
import io.msliqa.network.ModelException;
import io.msliqa.network.NamedValues;
import io.msliqa.network.Port;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A network in an ONNX file, with its weights in it or beside it, on ONNX Runtime. */
public final class OnnxFile implements ForeignProgram {

    private final OrtEnvironment environment = OnnxEnvironment.get();
    private final OrtSession session;
    private final List<Port> inputs;
    private final List<Port> outputs;

    private OnnxFile(OrtSession session) throws OrtException {
        this.session = session;
        this.inputs = ports(session.getInputInfo().values());
        this.outputs = ports(session.getOutputInfo().values());
    }

    /**
     * Loads a file.
     *
     * @throws ModelException if it is no ONNX file, or needs what ONNX Runtime or the device has not
     */
    public static OnnxFile load(Path file, OnnxDevice device) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // Both keep memory for every shape they ever saw.
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            // What fails is thrown, and becomes the row of its picture.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            if (device instanceof OnnxDevice.Cuda gpu) {
                addCuda(options, gpu.number());
            }
            return new OnnxFile(OnnxEnvironment.get().createSession(file.toString(), options));
        } catch (OrtException e) {
            String where = device instanceof OnnxDevice.Cuda gpu ? " on GPU " + gpu.number() : "";
            throw new ModelException(
                    "ONNX Runtime cannot load " + file + where + ": "
                            + e.getMessage().strip(),
                    e);
        }
    }

    /** What a session needs to compute on a GPU. */
    static void addCuda(OrtSession.SessionOptions options, int gpu) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(gpu)) {
            // With it float32 has 10 bits of 23, and scores are a thousandth off.
            cuda.add("use_tf32", "0");
            // The usual way times all kernels anew for each size of picture, and which one wins is chance.
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            options.addCUDA(cuda);
        }
    }

    private static List<Port> ports(Collection<NodeInfo> nodes) {
        List<Port> ports = new ArrayList<>();
        for (NodeInfo node : nodes) {
            ValueInfo info = node.getInfo();
            ports.add(
                    info instanceof TensorInfo tensor
                            ? new Port(node.getName(), typeOf(tensor), tensor.getShape())
                            : new Port(node.getName(), "no tensor", new long[0]));
        }
        return List.copyOf(ports);
    }

    private static String typeOf(TensorInfo tensor) {
        return switch (tensor.onnxType) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> Port.FLOAT32;
            default ->
                tensor.onnxType
                        .name()
                        .replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", "")
                        .toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public List<Port> inputs() {
        return inputs;
    }

    @Override
    public List<Port> outputs() {
        return outputs;
    }

    @Override
    public List<NamedValues> run(List<NamedValues> given, List<String> wanted) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (NamedValues each : given) {
                tensors.put(each.name(), OnnxTensor.createTensor(environment, each.values(), each.shape()));
            }
            try (OrtSession.Result result = session.run(tensors, new LinkedHashSet<>(wanted))) {
                List<NamedValues> values = new ArrayList<>();
                for (String name : wanted) {
                    OnnxTensor tensor = (OnnxTensor) result.get(name).orElseThrow();
                    // The tensor's own buffer goes with the result.
                    FloatBuffer own =
                            FloatBuffer.allocate(tensor.getFloatBuffer().remaining());
                    own.put(tensor.getFloatBuffer()).flip();
                    values.add(new NamedValues(name, tensor.getInfo().getShape(), own));
                }
                return values;
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime says: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot free the network", e);
        }
    }
}
