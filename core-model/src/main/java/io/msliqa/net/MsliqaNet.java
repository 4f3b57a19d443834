package io.msliqa.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Predicts how good a picture looks: one MobileNetV3 embedding, and on it one head per zoom level (MSLIQA, section 3).
 *
 * <p>As a DJL block it maps a batch (N, 3, H, W), float32, normalised by {@link Normalisation}, to (N, heads). H and W
 * are free. A batch that is a permuted view of (N, H, W, 3) stays channels-last throughout, which is the faster layout.
 * Intermediates are closed as soon as they are used; the result belongs to the manager of the input.
 *
 * <p>A head is fully connected to 512, then to 1, as in the paper, which does not name what stands between: ReLU here,
 * because without a nonlinearity the two would be one linear map.
 *
 * <p>Parameters bear torchvision's names ({@code features.0.0.weight}; heads {@code heads.0.0.weight}, {@code
 * heads.0.2.bias}). Batch normalisation, convolutions and initialisation are as torchvision's, in training too.
 *
 * <p>Safe for concurrent scoring once initialised; training takes one thread.
 */
public final class MsliqaNet extends AbstractBlock {

    private static final byte VERSION = 1;
    private static final String HEADS = "heads.";

    private final Backbone backbone;
    private final List<Stage> stages = new ArrayList<>();
    private final List<Head> heads = new ArrayList<>();

    /**
     * A network without values yet: set them with {@link #initialize(NDManager, long)} or from a file.
     *
     * @param backbone the features
     * @param heads how many heads, at least 1
     */
    public MsliqaNet(Backbone backbone, int heads) {
        super(VERSION);
        if (heads < 1) {
            throw new IllegalArgumentException("A network needs at least one head, not " + heads);
        }
        this.backbone = backbone;
        ParameterFactory factory = new ParameterFactory(this::addParameter);
        stages.add(
                new ConvNorm("features.0", new ConvNorm.Geometry(3, Backbone.STEM, 3, 2, 1), Activation.HS, factory));
        int channels = Backbone.STEM;
        for (BottleneckRow row : backbone.rows()) {
            stages.add(new Bottleneck("features." + stages.size(), channels, row, factory));
            channels = row.out();
        }
        stages.add(new ConvNorm(
                "features." + stages.size(),
                new ConvNorm.Geometry(channels, backbone.embedding(), 1, 1, 1),
                Activation.HS,
                factory));
        for (int i = 0; i < heads; i++) {
            this.heads.add(new Head(HEADS + i, backbone.embedding(), factory));
        }
    }

    /** The features it was built with. */
    public Backbone backbone() {
        return backbone;
    }

    /** How many heads it has. */
    public int heads() {
        return heads.size();
    }

    /** Which head, counted from 0, the parameter of this name belongs to; none for those of the features. */
    public static OptionalInt headOf(String parameter) {
        if (!parameter.startsWith(HEADS)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                Integer.parseInt(parameter.substring(HEADS.length(), parameter.indexOf('.', HEADS.length()))));
    }

    /** What the parameter of this name, of a head, is called in another head. */
    public static String inHead(String parameter, int head) {
        return HEADS + head + parameter.substring(parameter.indexOf('.', HEADS.length()));
    }

    /** Every parameter and running statistic by torchvision's name, in torchvision's order. */
    public Map<String, Parameter> parametersByName() {
        return Collections.unmodifiableMap(parameters);
    }

    /**
     * Gives all parameters that have no value yet torchvision's random ones, determined by the seed alone: Kaiming
     * normal (fan out) for convolutions, deviation 0.01 for the heads, zero biases. The values belong to {@code manager}
     * and ask for no gradients, see {@link #set}.
     */
    public void initialize(NDManager manager, long seed) {
        for (Parameter parameter : parameters.values()) {
            if (!parameter.isInitialized()) {
                parameter.setInitializer(ParameterFactory.seeded(parameter.getInitializer(), seed));
                parameter.initialize(manager, DataType.FLOAT32);
                parameter.getArray().setRequiresGradient(false);
            }
        }
    }

    /**
     * Makes {@code value} the parameter's array, in place of the one it may have had, which is closed.
     *
     * <p>It asks for no gradient until {@link #initialize(NDManager, DataType, Shape...)} is called, as DJL's trainer
     * does: so a network that only scores never records any.
     *
     * @throws IllegalArgumentException if there is no such parameter or it has another shape
     */
    public void set(String name, NDArray value) {
        Parameter parameter = parameters.get(name);
        if (parameter == null || !parameter.getShape().equals(value.getShape())) {
            throw new IllegalArgumentException("No parameter " + name + " of shape " + value.getShape());
        }
        if (parameter.isInitialized()) {
            parameter.close();
        }
        // Parameter.setArray refuses parameters that know their shape.
        Initializer initializer = parameter.getInitializer();
        parameter.setInitializer((manager, shape, type) -> value);
        parameter.initialize(value.getManager(), DataType.FLOAT32);
        parameter.setInitializer(initializer);
        value.setRequiresGradient(false);
    }

    /** From a batch (N, 3, H, W) to embeddings (N, {@link Backbone#embedding()}). */
    public NDArray embed(ParameterStore store, NDArray x, boolean training) {
        Pass pass = new Pass(store, training);
        NDArray features = stages.get(0).forward(pass, x);
        for (Stage stage : stages.subList(1, stages.size())) {
            try (NDArray before = features) {
                features = stage.forward(pass, before);
            }
        }
        try (NDArray pooled = features) {
            return pooled.getNDArrayInternal().globalAvgPool();
        }
    }

    /** The modules of torchvision's {@code features}, in order. */
    List<Stage> stages() {
        return Collections.unmodifiableList(stages);
    }

    /** From a batch (N, 3, H, W) to the scores (N) of one head, counted from 0: what a training step of a level needs. */
    public NDArray head(ParameterStore store, NDArray x, int head, boolean training) {
        try (NDArray embedding = embed(store, x, training);
                NDArray score = heads.get(head).forward(new Pass(store, training), embedding)) {
            return score.reshape(-1);
        }
    }

    /**
     * The network as a TorchScript archive, for scoring alone: batch normalisation folded into the convolutions, weights
     * channels-last. It maps (N, 3, H, W) to (N, heads) as this block does with {@code training} false, to 1e-5, and
     * faster; {@code torch.jit.load} reads it, and {@link ScoringNet} runs it. Equal weights give equal bytes.
     *
     * @throws IllegalStateException if a parameter has no value yet
     */
    public byte[] toTorchScript() {
        return toTorchScript(Arithmetic.FLOAT32);
    }

    /**
     * As {@link #toTorchScript()}, computing the features in that arithmetic; input, heads and scores are float32 all the
     * same.
     */
    public byte[] toTorchScript(Arithmetic arithmetic) {
        return write(new TorchScriptProgram(arithmetic));
    }

    /**
     * The network as an ONNX model of operator set {@value OnnxProgram#OPERATOR_SET}, for scoring alone: as {@link
     * #toTorchScript}, for any engine that reads ONNX. Its input is called {@value OnnxProgram#INPUT}, its output {@value
     * OnnxProgram#OUTPUT}; N, H and W are free. Equal weights give equal bytes.
     *
     * @throws IllegalStateException if a parameter has no value yet
     */
    public byte[] toOnnx() {
        return write(new OnnxProgram(heads.size(), OnnxProgram.Input.NORMALISED));
    }

    /** As {@link #toOnnx}, but from 8-bit pictures (N, H, W, 3), which it normalises. */
    byte[] toOnnxOfPixels() {
        return write(new OnnxProgram(heads.size(), OnnxProgram.Input.PIXELS));
    }

    private byte[] write(ScoringProgram program) {
        if (!parameters.values().stream().allMatch(Parameter::isInitialized)) {
            throw new IllegalStateException("The network has no values yet: initialize or load it first");
        }
        String x = program.input();
        for (Stage stage : stages) {
            x = stage.write(program, x);
        }
        // What 8 bits cost is mostly lost here, where a score would be rounded itself; and it is little work.
        String embedding = program.globalAverage(program.widen(x));
        List<String> scores =
                heads.stream().map(head -> head.write(program, embedding)).toList();
        return program.finish(program.concatenate(scores));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        Pass pass = new Pass(store, training);
        NDList scores = new NDList(heads.size());
        try (NDArray embedding = embed(store, inputs.singletonOrThrow(), training)) {
            heads.forEach(head -> scores.add(head.forward(pass, embedding)));
            return new NDList(NDArrays.concat(scores, 1));
        } finally {
            scores.close();
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), heads.size())};
    }
}
