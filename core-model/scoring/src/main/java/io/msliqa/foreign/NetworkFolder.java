package io.msliqa.foreign;

import io.msliqa.network.ModelException;
import io.msliqa.network.Safetensors;
import io.msliqa.network.Tensor;
import io.msliqa.protocol.NetworkProtocol;
import io.msliqa.protocol.ProtocolFile;
import io.msliqa.protocol.Provenance;
import io.msliqa.protocol.ScoreStep;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A network that others have trained, as it lies on a disk: {@code network.onnx} or {@code network.pt}, files with
 * weights beside it, and {@code protocol.conf}.
 */
public final class NetworkFolder {

    /** The network as ONNX. */
    public static final String ONNX = "network.onnx";

    /** The network as TorchScript. */
    public static final String TORCHSCRIPT = "network.pt";

    private final Path directory;
    private final NetworkProtocol protocol;
    private final Path network;
    private final List<Path> files;
    private final Map<String, Tensor[]> heads;
    private final String id;

    private NetworkFolder(
            Path directory,
            NetworkProtocol protocol,
            Path network,
            List<Path> files,
            Map<String, Tensor[]> heads,
            String id) {
        this.directory = directory;
        this.protocol = protocol;
        this.network = network;
        this.files = files;
        this.heads = heads;
        this.id = id;
    }

    /** Whether a folder is meant to be a network of others: it has a protocol. */
    public static boolean isOne(Path directory) {
        return Files.isRegularFile(directory.resolve(ProtocolFile.NAME));
    }

    /**
     * Reads and checks a folder, but does not load the network.
     *
     * @throws ModelException if a file is missing or is not the one that the protocol names
     * @throws io.msliqa.protocol.ProtocolException with all that is wrong with the protocol
     */
    public static NetworkFolder load(Path directory) {
        Path protocolFile = directory.resolve(ProtocolFile.NAME);
        if (!Files.isRegularFile(protocolFile)) {
            throw new ModelException("There is no " + ProtocolFile.NAME + " in " + directory
                    + ", which says how the network looks at a picture; docs/networks.md says how to write one");
        }
        try {
            NetworkProtocol protocol = ProtocolFile.read(Files.readString(protocolFile), protocolFile.toString());
            Path network = networkOf(directory);
            List<Path> files = filesOf(directory, protocol, network);
            Map<String, String> digests = new HashMap<>();
            for (Path file : files) {
                digests.put(file.getFileName().toString(), sha256(file));
            }
            requireAsNamed(protocol.provenance(), digests, directory);
            Map<String, Tensor[]> heads = heads(directory, protocol);
            return new NetworkFolder(directory, protocol, network, files, heads, id(protocol, files, digests));
        } catch (IOException e) {
            throw new ModelException("The network's folder " + directory + " cannot be read: " + e, e);
        }
    }

    private static Path networkOf(Path directory) {
        Path onnx = directory.resolve(ONNX);
        Path torch = directory.resolve(TORCHSCRIPT);
        if (Files.exists(onnx) && Files.exists(torch)) {
            throw new ModelException(directory + " has both " + ONNX + " and " + TORCHSCRIPT + "; one is the network");
        }
        if (!Files.exists(onnx) && !Files.exists(torch)) {
            throw new ModelException("There is no network in " + directory + ": it is called " + ONNX + " or "
                    + TORCHSCRIPT + ", and lies beside " + ProtocolFile.NAME);
        }
        return Files.exists(onnx) ? onnx : torch;
    }

    /** The network and what it is computed from: a head's files, and files of weights that an ONNX file refers to. */
    private static List<Path> filesOf(Path directory, NetworkProtocol protocol, Path network) throws IOException {
        List<Path> files = new ArrayList<>(List.of(network));
        for (String name : protocol.files()) {
            Path file = directory.resolve(name);
            if (!name.matches("[\\w.-]+") || !Files.isRegularFile(file)) {
                throw new ModelException(
                        "The protocol in " + directory + " names the file '" + name + "', which is not in that folder");
            }
            files.add(file);
        }
        try (Stream<Path> beside = Files.list(directory)) {
            beside.filter(Files::isRegularFile)
                    .filter(file -> isWeights(file.getFileName().toString()))
                    .filter(file -> !files.contains(file))
                    .forEach(files::add);
        }
        files.sort(null);
        return files;
    }

    /** Names that exporters give to weights which do not fit into an ONNX file. */
    private static boolean isWeights(String name) {
        return name.startsWith("network.") && (name.endsWith(".data") || name.endsWith(".weights"));
    }

    private static void requireAsNamed(Provenance provenance, Map<String, String> digests, Path directory) {
        provenance.sha256().forEach((file, wanted) -> {
            String found = digests.get(file);
            if (found == null) {
                throw new ModelException("The protocol in " + directory + " names the SHA-256 of '" + file
                        + "', which is not in that folder");
            }
            if (!found.equals(wanted)) {
                throw new ModelException("The file " + directory.resolve(file) + " is another one than the protocol"
                        + " says: its SHA-256 is " + found + ", not " + wanted);
            }
        });
    }

    private static Map<String, Tensor[]> heads(Path directory, NetworkProtocol protocol) throws IOException {
        Map<String, Tensor[]> heads = new HashMap<>();
        for (ScoreStep step : protocol.steps()) {
            if (step instanceof ScoreStep.Linear linear) {
                Path file = directory.resolve(linear.file());
                Safetensors tensors = Safetensors.read(Files.readAllBytes(file), file.toString());
                Tensor weight = tensors.tensor(linear.weight());
                Tensor bias = linear.bias().isEmpty() ? new Tensor(new float[1], 1) : tensors.tensor(linear.bias());
                if (bias.values().length != 1) {
                    throw new ModelException("The bias '" + linear.bias() + "' in " + file + " has "
                            + bias.values().length + " numbers; a head to one score has one");
                }
                heads.put(linear.toString(), new Tensor[] {weight, bias});
            }
        }
        return heads;
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String id(NetworkProtocol protocol, List<Path> files, Map<String, String> digests) {
        StringBuilder text = new StringBuilder("network of others: 1\n");
        for (Path file : files) {
            String name = file.getFileName().toString();
            text.append(name).append(' ').append(digests.get(name)).append('\n');
        }
        text.append(protocol.identity());
        return HexFormat.of().formatHex(digest().digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** What tells it from others: SHA-256 of the network, its weights and what of the protocol scores depend on. */
    public String id() {
        return id;
    }

    /** How it looks at a picture. */
    public NetworkProtocol protocol() {
        return protocol;
    }

    /** Where it lies. */
    public Path directory() {
        return directory;
    }

    /** The network's file. */
    public Path network() {
        return network;
    }

    /** Whether the network is TorchScript, and not ONNX. */
    public boolean isTorchScript() {
        return network.endsWith(TORCHSCRIPT);
    }

    /** Weight and bias of a linear head. */
    Tensor[] head(ScoreStep.Linear linear) {
        return heads.get(linear.toString());
    }

    /** The folder in one piece, to be sent to other machines. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(0);
            List<Path> all = new ArrayList<>(files);
            all.add(directory.resolve(ProtocolFile.NAME));
            for (Path file : all) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new ModelException("The network's folder " + directory + " cannot be read: " + e, e);
        }
        return bytes.toByteArray();
    }

    /**
     * Unpacks a folder.
     *
     * @param directory empty; becomes the folder
     */
    public static NetworkFolder fromBytes(byte[] bytes, Path directory) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, directory.resolve(Path.of(entry.getName()).getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The network cannot be unpacked into " + directory, e);
        }
        return load(directory);
    }
}
