package io.msliqa.foreign;

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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes networks of a few operators, of which a test knows what they put out. */
public final class TinyNetwork {

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");

    /** An input of floats; -1 for a free side. */
    public TinyNetwork input(String name, long... shape) {
        graph.addInput(value(name, shape));
        return this;
    }

    /** An output of floats; -1 for a free side. */
    public TinyNetwork output(String name, long... shape) {
        graph.addOutput(value(name, shape));
        return this;
    }

    /** An operator with one output. */
    public TinyNetwork node(String operator, String output, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return this;
    }

    /** A constant of whole numbers. */
    public TinyNetwork integers(String name, long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(numbers);
        return constant(name, TensorProto.DataType.INT64, bytes, numbers.length);
    }

    /** A constant of floats, in one row. */
    public TinyNetwork floats(String name, float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return constant(name, TensorProto.DataType.FLOAT, bytes, numbers.length);
    }

    private TinyNetwork constant(String name, TensorProto.DataType type, ByteBuffer bytes, long length) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addDims(length)
                .setRawData(ByteString.copyFrom(bytes)));
        return this;
    }

    /** The mean over some axes of each picture: {@code out} has the others. */
    public TinyNetwork mean(String in, String out, long... axes) {
        AttributeProto.Builder over =
                AttributeProto.newBuilder().setName("axes").setType(AttributeProto.AttributeType.INTS);
        for (long axis : axes) {
            over.addInts(axis);
        }
        AttributeProto keep = AttributeProto.newBuilder()
                .setName("keepdims")
                .setType(AttributeProto.AttributeType.INT)
                .setI(0)
                .build();
        return node("ReduceMean", out, List.of(in), over.build(), keep);
    }

    /** A number a crop in so many equal columns. */
    public TinyNetwork columns(String in, String out, int count) {
        return integers(out + "_shape", -1, 1)
                .node("Reshape", out + "_column", List.of(in, out + "_shape"))
                .integers(out + "_repeats", 1, count)
                .node("Tile", out, List.of(out + "_column", out + "_repeats"));
    }

    /** Columns that add up to 1. */
    public TinyNetwork softmax(String in, String out) {
        return node("Softmax", out, List.of(in));
    }

    /** Writes it and its protocol into a folder, which is made. */
    public Path write(Path folder, String protocol) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(NetworkFolder.ONNX), bytes());
            Files.writeString(folder.resolve("protocol.conf"), protocol, StandardCharsets.UTF_8);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder sides = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.length; i++) {
            TensorShapeProto.Dimension.Builder side = TensorShapeProto.Dimension.newBuilder();
            sides.addDim(shape[i] < 0 ? side.setDimParam(name + i) : side.setDimValue(shape[i]));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(sides)))
                .build();
    }

    /** The mean of all samples of {@code x}, of any size, as {@code score}. */
    public static TinyNetwork brightness() {
        return new TinyNetwork()
                .input("x", -1, 3, -1, -1)
                .mean("x", "score", 1, 2, 3)
                .output("score", -1);
    }

    /**
     * The same, but only for pictures of one size: with others it fails when it runs, although its file promises to take
     * any.
     */
    public static TinyNetwork onlyFor(int width, int height) {
        return new TinyNetwork()
                .input("x", -1, 3, -1, -1)
                .integers("shape", -1, 3L * width * height)
                .node("Reshape", "flat", List.of("x", "shape"))
                .floats("expected", new float[3 * width * height])
                .node("Add", "checked", List.of("flat", "expected"))
                .mean("checked", "score", 1)
                .output("score", -1);
    }
}
