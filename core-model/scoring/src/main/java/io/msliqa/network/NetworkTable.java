package io.msliqa.network;

import io.msliqa.network.Layer.Bottleneck;
import io.msliqa.network.Layer.ConvNorm;
import io.msliqa.network.Layer.Geometry;
import io.msliqa.network.Layer.Head;
import io.msliqa.network.Layer.SqueezeExcite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The layers of MSLIQA's network: one MobileNetV3 embedding, and on it one head per zoom level (MSLIQA, section 3).
 *
 * <p>A head is fully connected to 512, then to its outputs: one in the paper, which does not name what stands between:
 * ReLU here, because without a nonlinearity the two would be one linear map.
 *
 * <p>Parameters bear torchvision's names ({@code features.0.0.weight}; heads {@code heads.0.0.weight}, {@code
 * heads.0.2.bias}).
 */
public final class NetworkTable {

    /** The width of the layer between an embedding and a score. */
    private static final int HIDDEN = 512;

    private static final String HEADS = "heads.";
    private static final int RGB = 3;

    private final Backbone backbone;
    private final List<Layer> features;
    private final List<Head> heads;
    private final HeadOutputs outputs;
    private final Map<String, int[]> parameters = new LinkedHashMap<>();

    /** Makes the table of the paper: heads with one output each. */
    public NetworkTable(Backbone backbone, int heads) {
        this(backbone, heads, HeadOutputs.SCORE);
    }

    /**
     * @param backbone the features
     * @param heads how many heads, at least 1
     * @param outputs of each head
     */
    public NetworkTable(Backbone backbone, int heads, HeadOutputs outputs) {
        if (heads < 1) {
            throw new IllegalArgumentException("A network needs at least one head, not " + heads);
        }
        this.backbone = backbone;
        this.outputs = outputs;
        this.features = features(backbone);
        List<Head> all = new ArrayList<>();
        for (int i = 0; i < heads; i++) {
            all.add(new Head(HEADS + i, backbone.embedding(), HIDDEN, outputs.width()));
        }
        this.heads = List.copyOf(all);
        this.features.forEach(this::addParameters);
        this.heads.forEach(this::addParameters);
    }

    private static List<Layer> features(Backbone backbone) {
        List<Layer> features = new ArrayList<>();
        features.add(new ConvNorm("features.0", new Geometry(RGB, Backbone.STEM, 3, 2, 1), Activation.HS));
        int channels = Backbone.STEM;
        for (BottleneckRow row : backbone.rows()) {
            features.add(bottleneck("features." + features.size(), channels, row));
            channels = row.out();
        }
        features.add(new ConvNorm(
                "features." + features.size(), new Geometry(channels, backbone.embedding(), 1, 1, 1), Activation.HS));
        return List.copyOf(features);
    }

    /** torchvision numbers the parts that are there. */
    private static Bottleneck bottleneck(String name, int in, BottleneckRow row) {
        String part = name + ".block.";
        int wide = row.expanded();
        List<Layer> body = new ArrayList<>();
        if (wide != in) {
            body.add(new ConvNorm(part + body.size(), new Geometry(in, wide, 1, 1, 1), row.activation()));
        }
        body.add(new ConvNorm(
                part + body.size(), new Geometry(wide, wide, row.kernel(), row.stride(), wide), row.activation()));
        if (row.hasSqueezeExcite()) {
            body.add(new SqueezeExcite(part + body.size(), wide, row.squeezed()));
        }
        body.add(new ConvNorm(part + body.size(), new Geometry(wide, row.out(), 1, 1, 1), Activation.NONE));
        return new Bottleneck(name, body, row.stride() == 1 && in == row.out());
    }

    private void addParameters(Layer layer) {
        String name = layer.name();
        if (layer instanceof ConvNorm conv) {
            Geometry g = conv.geometry();
            add(name + ".0.weight", g.out(), g.in() / g.groups(), g.kernel(), g.kernel());
            for (String statistic : List.of("weight", "bias", "running_mean", "running_var")) {
                add(name + ".1." + statistic, g.out());
            }
        } else if (layer instanceof SqueezeExcite gate) {
            add(name + ".fc1.weight", gate.squeezed(), gate.channels(), 1, 1);
            add(name + ".fc1.bias", gate.squeezed());
            add(name + ".fc2.weight", gate.channels(), gate.squeezed(), 1, 1);
            add(name + ".fc2.bias", gate.channels());
        } else if (layer instanceof Bottleneck bottleneck) {
            bottleneck.body().forEach(this::addParameters);
        } else if (layer instanceof Head head) {
            add(name + ".0.weight", head.hidden(), head.in());
            add(name + ".0.bias", head.hidden());
            add(name + ".2.weight", head.out(), head.hidden());
            add(name + ".2.bias", head.out());
        }
    }

    private void add(String name, int... shape) {
        parameters.put(name, shape);
    }

    /** The features it was built with. */
    public Backbone backbone() {
        return backbone;
    }

    /** torchvision's {@code features}, first to last. */
    public List<Layer> features() {
        return features;
    }

    /** The heads, in the order of their scores. */
    public List<Head> heads() {
        return heads;
    }

    /** What each head puts out. */
    public HeadOutputs outputs() {
        return outputs;
    }

    /** How many numbers the network puts out for a picture: the first head's outputs, then the next one's. */
    public int columns() {
        return heads.size() * outputs.width();
    }

    /** The shape of every parameter and running statistic by torchvision's name, in torchvision's order. */
    public Map<String, int[]> parameters() {
        return Collections.unmodifiableMap(parameters);
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
}
