package io.msliqa.torch.network;

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
import io.msliqa.network.Backbone;
import io.msliqa.network.Network;
import io.msliqa.network.NetworkTable;
import io.msliqa.network.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains MSLIQA's network: the layers of {@link NetworkTable} as a DJL block.
 *
 * <p>It maps a batch (N, 3, H, W), float32, normalised by {@link io.msliqa.network.Normalisation}, to (N, heads × outputs). H and
 * W are free. A batch that is a permuted view of (N, H, W, 3) stays channels-last throughout, which is the faster layout.
 * Intermediates are closed as soon as they are used; the result belongs to the manager of the input.
 *
 * <p>Batch normalisation, convolutions and initialisation are torchvision's, in training too. Training takes one thread.
 */
public final class MsliqaBlock extends AbstractBlock {

    private static final byte VERSION = 1;

    private final NetworkTable table;
    private final List<FeatureBlock> features;
    private final List<HeadBlock> heads;

    /**
     * Makes a network without values. Set them with {@link #initialize(NDManager, long)} or from a file.
     *
     * @param backbone the features
     * @param heads how many heads, at least 1
     */
    public MsliqaBlock(Backbone backbone, int heads) {
        this(new NetworkTable(backbone, heads));
    }

    /** Makes a network of these layers, without values. */
    public MsliqaBlock(NetworkTable table) {
        super(VERSION);
        this.table = table;
        ParameterFactory factory = new ParameterFactory(this::addParameter);
        this.features = table.features().stream()
                .map(layer -> FeatureBlock.of(layer, factory))
                .toList();
        this.heads = table.heads().stream()
                .map(layer -> new HeadBlock(layer, factory))
                .toList();
    }

    /** Makes a network with these values. They belong to {@code manager} and lie on its device. */
    public static MsliqaBlock of(Network network, NDManager manager) {
        MsliqaBlock block = new MsliqaBlock(network.table());
        block.setAll(network.weights(), manager);
        return block;
    }

    /** Copies the network as it is now; later changes of this block do not reach the copy. */
    public Network toNetwork() {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> weights.put(name, tensor(name, parameter)));
        return new Network(table, weights);
    }

    private static Tensor tensor(String name, Parameter parameter) {
        if (!parameter.isInitialized()) {
            throw new IllegalStateException(
                    "The network has no values yet: initialize or load it first (" + name + ")");
        }
        int[] shape = Arrays.stream(parameter.getShape().getShape())
                .mapToInt(Math::toIntExact)
                .toArray();
        return new Tensor(parameter.getArray().toFloatArray(), shape);
    }

    /** The layers. */
    public NetworkTable table() {
        return table;
    }

    /** The features it was built with. */
    public Backbone backbone() {
        return table.backbone();
    }

    /** How many heads it has. */
    public int heads() {
        return heads.size();
    }

    /** Every parameter and running statistic by torchvision's name, in torchvision's order. */
    public Map<String, Parameter> parametersByName() {
        return Collections.unmodifiableMap(parameters);
    }

    /**
     * Sets all parameters that have no value to torchvision's random values, which the seed alone determines: Kaiming normal
     * (fan out) for convolutions, deviation 0.01 for the heads, zero biases. The values belong to {@code manager} and ask for
     * no gradients, see {@link #set}.
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
     * Sets the array of a parameter, and closes the one that it had.
     *
     * <p>It asks for no gradient until {@link #initialize(NDManager, DataType, Shape...)} is called, as DJL's trainer does: so
     * a network that only scores never records any.
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

    /** Gives the parameters of these names their values, which belong to {@code manager}. */
    public void setAll(Map<String, Tensor> values, NDManager manager) {
        values.forEach((name, value) -> {
            long[] shape = Arrays.stream(value.shape()).asLongStream().toArray();
            set(name, manager.create(value.values(), new Shape(shape)));
        });
    }

    /** Maps a batch (N, 3, H, W) to embeddings (N, {@link Backbone#embedding()}). */
    public NDArray embed(ParameterStore store, NDArray x, boolean training) {
        Pass pass = new Pass(store, training);
        NDArray last = features.get(0).forward(pass, x);
        for (FeatureBlock feature : features.subList(1, features.size())) {
            try (NDArray before = last) {
                last = feature.forward(pass, before);
            }
        }
        try (NDArray pooled = last) {
            return pooled.getNDArrayInternal().globalAvgPool();
        }
    }

    /** The blocks of the features, first to last. */
    List<FeatureBlock> features() {
        return features;
    }

    /** Maps a batch (N, 3, H, W) to the outputs (N, outputs) of one head, counted from 0. A training step needs no more. */
    public NDArray head(ParameterStore store, NDArray x, int head, boolean training) {
        try (NDArray embedding = embed(store, x, training)) {
            return heads.get(head).forward(new Pass(store, training), embedding);
        }
    }

    /** Maps embeddings (N, {@link Backbone#embedding()}) to the outputs (N, outputs) of one head, counted from 0. */
    public NDArray head(ParameterStore store, NDArray embedding, int head) {
        return heads.get(head).forward(new Pass(store, true), embedding);
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
        return new Shape[] {new Shape(inputShapes[0].get(0), table.columns())};
    }
}
