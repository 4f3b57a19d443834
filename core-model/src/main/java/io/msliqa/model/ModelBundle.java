package io.msliqa.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.msliqa.net.MsliqaNet;
import io.msliqa.patch.ZoomLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A trained model as it is kept, shipped and sent to executors: its manifest and its weights, checked against each
 * other.
 *
 * <p>On disk a directory with {@code manifest.json}, which holds the weights' sha256, and {@code weights.safetensors}
 * with torchvision's names, see {@link MsliqaNet}. Immutable. Reading and checking one needs no engine.
 */
public final class ModelBundle {

    static final String MANIFEST = "manifest.json";
    static final String WEIGHTS = "weights.safetensors";

    private static final String SHIPPED = "msliqa-small";

    private final ManifestFile file;
    private final byte[] weights;

    private ModelBundle(ManifestFile file, byte[] weights) {
        this.file = file;
        this.weights = weights;
    }

    /**
     * The bundle of a network as it is now.
     *
     * @throws IllegalArgumentException if the network has another backbone or number of heads than the manifest says
     */
    public static ModelBundle of(Manifest manifest, MsliqaNet net) {
        if (net.backbone() != manifest.backbone()
                || net.heads() != manifest.heads().size()) {
            throw new IllegalArgumentException("A manifest of " + manifest.backbone() + " with "
                    + manifest.heads().size() + " heads does not describe a network of " + net.backbone() + " with "
                    + net.heads());
        }
        byte[] weights = encode(net);
        return new ModelBundle(new ManifestFile(ManifestFile.FORMAT_VERSION, sha256(weights), manifest), weights);
    }

    /**
     * Reads a bundle that {@link #save} wrote.
     *
     * @throws ModelException if a file is missing, the manifest is no such JSON or has an unknown field, the weights are
     *     not those of the manifest, or tensors are missing, extra or misshapen; the message names file and field
     */
    public static ModelBundle load(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelException("There is no model directory " + directory);
        }
        return checked(read(directory.resolve(MANIFEST)), read(directory.resolve(WEIGHTS)), directory + "/");
    }

    /**
     * The model that comes with this program.
     *
     * @throws ModelException if this build has none
     */
    public static ModelBundle shipped() {
        return checked(resource(MANIFEST), resource(WEIGHTS), "the shipped model's ");
    }

    /**
     * The bundle of {@link #toBytes}, checked as by {@link #load}.
     *
     * @throws ModelException if the bytes are damaged
     */
    public static ModelBundle fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int length = buffer.remaining() < Integer.BYTES ? -1 : buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new ModelException("The model's bytes are cut off at " + bytes.length);
        }
        byte[] manifest = new byte[length];
        buffer.get(manifest);
        byte[] weights = new byte[buffer.remaining()];
        buffer.get(weights);
        return checked(manifest, weights, "the received model's ");
    }

    /** The whole bundle as one array, such as to broadcast it. */
    public byte[] toBytes() {
        byte[] manifest = file.toJson();
        return ByteBuffer.allocate(Integer.BYTES + manifest.length + weights.length)
                .putInt(manifest.length)
                .put(manifest)
                .put(weights)
                .array();
    }

    /**
     * Writes the bundle to {@code directory}, in place of a bundle that may be there. Who reads meanwhile sees the old
     * one, the new one or, for a moment, none; never a mixture.
     *
     * @throws ModelException if it cannot be written, or {@code directory} holds something else than a bundle
     */
    public void save(Path directory) {
        try {
            BundleDirectory.replace(directory, file.toJson(), weights);
        } catch (IOException e) {
            throw new ModelException("The model cannot be written to " + directory + ": " + e, e);
        }
    }

    /** What is known of the model. */
    public Manifest manifest() {
        return file.model();
    }

    /** The same weights with another way to take the heads, and more said of how they came about. */
    public ModelBundle with(HeadPolicy policy, Map<String, String> moreProvenance) {
        Manifest old = manifest();
        Map<String, String> provenance = new TreeMap<>(old.provenance());
        provenance.putAll(moreProvenance);
        Manifest changed = new Manifest(
                old.name(),
                old.backbone(),
                old.heads(),
                policy,
                old.bestHead(),
                old.scoreScale(),
                old.resampling(),
                old.padding(),
                provenance);
        return new ModelBundle(new ManifestFile(ManifestFile.FORMAT_VERSION, file.weightsSha256(), changed), weights);
    }

    /**
     * The identity: sha256, as 64 hexadecimal digits, over the weights and the fields of the manifest that change
     * scores. Name and provenance do not count.
     */
    public String id() {
        String text =
                "msliqa model\n" + file.weightsSha256() + "\n" + manifest().scoringFields();
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A network with these weights, which belong to {@code manager} and lie on its device. */
    public MsliqaNet newNet(NDManager manager) {
        MsliqaNet net = emptyNet();
        try (NDManager reading = manager.newSubManager()) {
            assign(net, net.parametersByName(), NDList.decode(reading, weights), manager);
        }
        return net;
    }

    private void assign(MsliqaNet net, Map<String, Parameter> parameters, NDList tensors, NDManager manager) {
        Tensors.assign(net, parameters, tensors, "the model " + manifest().name(), manager);
    }

    /**
     * Gives a network, before its training, these features, and its heads those of the same zoom level; heads of other
     * levels stay as they are. The values belong to {@code manager}.
     *
     * @param levels of the network's heads
     * @throws ModelException if the network is of another backbone
     */
    public void begin(MsliqaNet net, List<ZoomLevel> levels, NDManager manager) {
        try (NDManager reading = manager.newSubManager()) {
            NDList tensors = new NDList();
            for (NDArray tensor : NDList.decode(reading, weights)) {
                Optional<String> name = nameIn(levels, tensor.getName());
                name.ifPresent(tensor::setName);
                name.ifPresent(given -> tensors.add(tensor));
            }
            Map<String, Parameter> parameters = new LinkedHashMap<>(net.parametersByName());
            parameters.keySet().removeIf(name -> MsliqaNet.headOf(name).isPresent() && tensors.get(name) == null);
            assign(net, parameters, tensors, manager);
        }
    }

    /** What a tensor of this model is called in a network with heads of these zoom levels, if it has a place there. */
    private Optional<String> nameIn(List<ZoomLevel> levels, String name) {
        OptionalInt head = MsliqaNet.headOf(name);
        if (head.isEmpty()) {
            return Optional.of(name);
        }
        int there = levels.indexOf(manifest().heads().get(head.getAsInt()));
        return there < 0 ? Optional.empty() : Optional.of(MsliqaNet.inHead(name, there));
    }

    private MsliqaNet emptyNet() {
        return new MsliqaNet(manifest().backbone(), manifest().heads().size());
    }

    private static ModelBundle checked(byte[] manifest, byte[] weights, String source) {
        ManifestFile file = ManifestFile.parse(manifest, source + MANIFEST);
        String actual = sha256(weights);
        if (!actual.equals(file.weightsSha256())) {
            throw new ModelException(source + WEIGHTS + " is damaged or of another model: its sha256 is " + actual
                    + ", the manifest says " + file.weightsSha256());
        }
        ModelBundle bundle = new ModelBundle(file, weights);
        Tensors.check(
                bundle.emptyNet().parametersByName(),
                SafetensorsHeader.read(weights, source + WEIGHTS),
                source + WEIGHTS);
        return bundle;
    }

    private static byte[] encode(MsliqaNet net) {
        NDList tensors = new NDList();
        net.parametersByName().forEach((name, parameter) -> {
            parameter.getArray().setName(name);
            tensors.add(parameter.getArray());
        });
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            tensors.encode(out, NDList.Encoding.SAFETENSORS);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException("There is no " + file + "; a model has " + MANIFEST + " and " + WEIGHTS);
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read: " + e, e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = ModelBundle.class.getResourceAsStream(SHIPPED + "/" + name)) {
            if (in == null) {
                throw new ModelException("This build ships no model; give the directory of one");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
