package io.msliqa.model;

import io.msliqa.network.ModelException;
import io.msliqa.network.Network;
import io.msliqa.network.NetworkTable;
import io.msliqa.network.Safetensors;
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
import java.util.Map;

/**
 * A trained model as it is kept, shipped and sent to executors: its manifest and its weights, checked against each
 * other.
 *
 * <p>On disk a directory with {@code manifest.json}, which holds the weights' sha256, and {@code weights.safetensors}
 * with torchvision's names, see {@link NetworkTable}. Immutable.
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
     * The bundle of a network.
     *
     * @throws IllegalArgumentException if the network has another backbone or number of heads than the manifest says
     */
    public static ModelBundle of(Manifest manifest, Network network) {
        NetworkTable table = network.table();
        if (table.backbone() != manifest.backbone()
                || table.heads().size() != manifest.heads().size()
                || !table.outputs().equals(manifest.reading().outputs())) {
            throw new IllegalArgumentException("A manifest of " + manifest.backbone() + " with "
                    + manifest.heads().size() + " heads, each with "
                    + manifest.reading().outputs()
                    + ", does not describe a network of " + table.backbone() + " with "
                    + table.heads().size()
                    + " heads, each with " + table.outputs());
        }
        byte[] weights = Safetensors.write(network.weights());
        return new ModelBundle(ManifestFile.of(sha256(weights), manifest), weights);
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
     * Reads the bundle of {@link #toBytes} and checks it as {@link #load} does.
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

    /** Writes the whole bundle into one array, for example to broadcast it. */
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

    /** Makes a bundle of the same weights with another head policy and more provenance. */
    public ModelBundle with(HeadPolicy policy, Map<String, String> moreProvenance) {
        return with(policy, manifest().reading(), moreProvenance);
    }

    /** Makes a bundle of the same weights with another head policy, another reading and more provenance. */
    public ModelBundle with(HeadPolicy policy, HeadReading reading, Map<String, String> moreProvenance) {
        Manifest changed = manifest().with(policy, reading, moreProvenance);
        return new ModelBundle(ManifestFile.of(file.weightsSha256(), changed), weights);
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

    /** The network, its values read from the bundle's weights. */
    public Network network() {
        return new Network(table(), Safetensors.read(weights, source()).tensors());
    }

    private String source() {
        return "the model " + manifest().name();
    }

    private NetworkTable table() {
        return new NetworkTable(
                manifest().backbone(),
                manifest().heads().size(),
                manifest().reading().outputs());
    }

    private static ModelBundle checked(byte[] manifest, byte[] weights, String source) {
        ManifestFile file = ManifestFile.parse(manifest, source + MANIFEST);
        String actual = sha256(weights);
        if (!actual.equals(file.weightsSha256())) {
            throw new ModelException(source + WEIGHTS + " is damaged or of another model: its sha256 is " + actual
                    + ", the manifest says " + file.weightsSha256());
        }
        ModelBundle bundle = new ModelBundle(file, weights);
        Safetensors.read(weights, source + WEIGHTS)
                .requireExactly(bundle.table().parameters());
        return bundle;
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
