package io.msliqa.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.msliqa.network.Activation;
import io.msliqa.network.Layer;
import io.msliqa.network.Normalisation;
import io.msliqa.network.ScoringProgram;
import io.msliqa.network.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** ONNX's graph, a node an operator. */
final class OnnxProgram implements ScoringProgram {

    static final int OPERATOR_SET = 17;
    private static final String INPUT = OnnxNetwork.INPUT;
    private static final String OUTPUT = OnnxNetwork.OUTPUT;

    private static final int CHANNELS = Normalisation.CHANNELS;

    /** The first that knows {@link #OPERATOR_SET}. */
    private static final int IR_VERSION = 8;

    /** What the network is given. */
    enum Input {
        /** Normalised pictures, (N, 3, H, W). */
        NORMALISED,
        /** Samples from 0 to 255 as floats, (N, 3, H, W). */
        LEVELS,
        /** 8-bit pictures, (N, H, W, 3). */
        PIXELS
    }

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("MSLIQA");
    private final int columns;
    private final Input input;
    private int values;
    private boolean scalesFirst;

    /** @param columns that the network puts out for a picture */
    OnnxProgram(int columns, Input input) {
        this.columns = columns;
        this.input = input;
    }

    @Override
    public String input() {
        String floats = INPUT;
        if (input == Input.PIXELS) {
            graph.addInput(
                    value(INPUT, TensorProto.DataType.UINT8, named("N"), named("H"), named("W"), sized(CHANNELS)));
            String planes = node("Transpose", List.of(INPUT), integers("perm", 0, 3, 1, 2));
            floats = node("Cast", List.of(planes), integer("to", TensorProto.DataType.FLOAT.getNumber()));
        } else {
            graph.addInput(
                    value(INPUT, TensorProto.DataType.FLOAT, named("N"), sized(CHANNELS), named("H"), named("W")));
        }
        if (input == Input.NORMALISED) {
            return floats;
        }
        // The factor is left to the first convolution; the offset is not, for that pads with zeros.
        scalesFirst = true;
        return node(
                "Add",
                List.of(floats, channels(channel -> Normalisation.offset(channel) / Normalisation.factor(channel))));
    }

    private String channels(IntToFloat values) {
        ByteBuffer bytes = ByteBuffer.allocate(CHANNELS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int channel = 0; channel < CHANNELS; channel++) {
            bytes.putFloat(values.of(channel));
        }
        return initializer(TensorProto.DataType.FLOAT, bytes.flip(), 1, CHANNELS, 1, 1);
    }

    private interface IntToFloat {
        float of(int channel);
    }

    @Override
    public String convolution(String x, Tensor weight, Tensor bias, Layer.Geometry geometry) {
        int padding = geometry.padding();
        String weights = scalesFirst ? scaled(weight) : constant(weight);
        scalesFirst = false;
        return node(
                "Conv",
                List.of(x, weights, constant(bias)),
                integers("kernel_shape", geometry.kernel(), geometry.kernel()),
                integers("strides", geometry.stride(), geometry.stride()),
                integers("pads", padding, padding, padding, padding),
                integer("group", geometry.groups()));
    }

    /** The first convolution's weights, (out, 3, kernel, kernel), each times its channel's factor. */
    private String scaled(Tensor weight) {
        float[] scaled = weight.values().clone();
        int kernel = weight.size(2) * weight.size(3);
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= Normalisation.factor(i / kernel % CHANNELS);
        }
        return constant(new Tensor(scaled, weight.shape()));
    }

    @Override
    public String linear(String x, Tensor weight, Tensor bias) {
        return node("Gemm", List.of(x, constant(weight), constant(bias)), integer("transB", 1));
    }

    @Override
    public String globalAverage(String x) {
        return node("Flatten", List.of(node("GlobalAveragePool", List.of(x))), integer("axis", 1));
    }

    @Override
    public String activate(String x, Activation activation) {
        return switch (activation) {
            case NONE -> x;
            case RE -> node("Relu", List.of(x));
            case HS -> node("HardSwish", List.of(x));
            case HARD_SIGMOID -> node("HardSigmoid", List.of(x), number("alpha", 1 / 6f), number("beta", 0.5f));
        };
    }

    @Override
    public String gate(String x, String gates, int channels) {
        String spread = node("Reshape", List.of(gates, shape(-1, channels, 1, 1)));
        return node("Mul", List.of(x, spread));
    }

    @Override
    public String add(String x, String y) {
        return node("Add", List.of(x, y));
    }

    @Override
    public String widen(String x) {
        return x;
    }

    @Override
    public String concatenate(List<String> columns) {
        return node("Concat", columns, integer("axis", 1));
    }

    @Override
    public byte[] finish(String result) {
        return finish(List.of(new Result(OUTPUT, result, columns)));
    }

    @Override
    public byte[] finish(List<Result> results) {
        for (Result result : results) {
            graph.addNode(NodeProto.newBuilder()
                    .setOpType("Identity")
                    .addInput(result.value())
                    .addOutput(result.name()));
            graph.addOutput(value(result.name(), TensorProto.DataType.FLOAT, named("N"), sized(result.columns())));
        }
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("msliqa")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private String node(String operator, List<String> inputs, AttributeProto... attributes) {
        String output = "v" + values++;
        graph.addNode(NodeProto.newBuilder()
                .setName(output)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes)));
        return output;
    }

    private String constant(Tensor tensor) {
        ByteBuffer bytes =
                ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.values());
        long[] dimensions = Arrays.stream(tensor.shape()).asLongStream().toArray();
        return initializer(TensorProto.DataType.FLOAT, bytes, dimensions);
    }

    private String shape(long... sides) {
        ByteBuffer bytes = ByteBuffer.allocate(sides.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(sides);
        return initializer(TensorProto.DataType.INT64, bytes, sides.length);
    }

    private String initializer(TensorProto.DataType type, ByteBuffer bytes, long... dimensions) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName("t" + graph.getInitializerCount())
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        Arrays.stream(dimensions).forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    private static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static AttributeProto integers(String name, long... elements) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        Arrays.stream(elements).forEach(attribute::addInts);
        return attribute.build();
    }

    private static AttributeProto number(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    private static ValueInfoProto value(
            String name, TensorProto.DataType element, TensorShapeProto.Dimension... dimensions) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addAllDim(Arrays.asList(dimensions))
                .build();
        TypeProto.Tensor type = TypeProto.Tensor.newBuilder()
                .setElemType(element.getNumber())
                .setShape(shape)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }

    private static TensorShapeProto.Dimension named(String name) {
        return TensorShapeProto.Dimension.newBuilder().setDimParam(name).build();
    }

    private static TensorShapeProto.Dimension sized(int size) {
        return TensorShapeProto.Dimension.newBuilder().setDimValue(size).build();
    }
}
