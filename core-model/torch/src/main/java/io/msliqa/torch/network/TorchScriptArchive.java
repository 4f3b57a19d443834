package io.msliqa.torch.network;

import io.msliqa.network.Arithmetic;
import io.msliqa.network.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a program for PyTorch's engine as {@code torch.jit.save} would: a zip with the code of one module, a pickle of
 * its attributes, and the tensors. {@code torch.jit.load} and DJL read it. Equal input makes equal bytes.
 */
final class TorchScriptArchive {

    private static final String ROOT = "archive/";

    /** The oldest that has all operators used here with their present meaning. */
    private static final String VERSION = "3\n";

    private final String className;
    private final Map<String, Constant> tensors = new LinkedHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Constant(int[] shape, TorchType type, byte[] bytes) {
        int size() {
            return Arrays.stream(shape).reduce(1, Math::multiplyExact);
        }
    }

    /** Begins an archive. Error messages show {@code className} as the name of the module. */
    TorchScriptArchive(String className) {
        this.className = className;
    }

    /**
     * Adds a tensor as an attribute of the module and returns its name. Tensors of four dimensions are stored channels-last.
     */
    String tensor(Tensor tensor, Arithmetic arithmetic) {
        String name = "t" + tensors.size();
        TorchType type = TorchType.of(arithmetic);
        tensors.put(name, new Constant(tensor.shape(), type, type.bytes(inOrder(tensor))));
        return name;
    }

    /**
     * The archive.
     *
     * @param body the statements of {@code forward(self, x: Tensor)}, each indented by four blanks
     * @param returned the type of what it returns
     */
    byte[] write(String body, String returned) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            int index = 0;
            for (Constant tensor : tensors.values()) {
                entry(zip, "data/" + index++, tensor.bytes());
            }
            entry(zip, "data.pkl", module());
            entry(zip, "code/__torch__.py", code(body, returned).getBytes(StandardCharsets.UTF_8));
            entry(zip, "constants.pkl", new Pickle().emptyTuple().finish());
            entry(zip, "version", VERSION.getBytes(StandardCharsets.US_ASCII));
            entry(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String code(String body, String returned) {
        StringBuilder code = new StringBuilder("class ").append(className).append("(Module):\n");
        code.append("  __parameters__ = []\n  __buffers__ = [");
        tensors.keySet().forEach(name -> code.append('"').append(name).append("\", "));
        code.append("]\n");
        tensors.keySet().forEach(name -> code.append("  ").append(name).append(" : Tensor\n"));
        code.append("  training : bool\n  _is_full_backward_hook : Optional[bool]\n");
        code.append("  def forward(self: __torch__.")
                .append(className)
                .append(",\n    x: Tensor) -> ")
                .append(returned)
                .append(":\n");
        return code.append(body).toString();
    }

    private byte[] module() {
        Pickle pickle = new Pickle()
                .global("__torch__", className)
                .emptyTuple()
                .newObject()
                .emptyDictionary()
                .mark();
        int index = 0;
        for (Map.Entry<String, Constant> tensor : tensors.entrySet()) {
            pickle.text(tensor.getKey());
            rebuild(pickle, index++, tensor.getValue());
        }
        return pickle.text("training")
                .bool(false)
                .text("_is_full_backward_hook")
                .none()
                .setItems()
                .build()
                .finish();
    }

    private static void rebuild(Pickle pickle, int index, Constant tensor) {
        long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
        pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
        pickle.mark()
                .text("storage")
                .global("torch", tensor.type().storage())
                .text(Integer.toString(index))
                .text("cpu")
                .number(tensor.size())
                .tuple()
                .persistent();
        pickle.number(0).tuple(shape).tuple(strides(shape)).bool(false);
        pickle.global("collections", "OrderedDict").emptyTuple().call();
        pickle.tuple().call();
    }

    private static long[] strides(long... shape) {
        if (shape.length == 4) {
            long channels = shape[1];
            long width = shape[3];
            return new long[] {shape[2] * width * channels, 1, width * channels, channels};
        }
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return strides;
    }

    /** Orders the values as they are stored: with four dimensions, the second one runs fastest. */
    private static float[] inOrder(Tensor tensor) {
        float[] values = tensor.values();
        if (tensor.dimensions() != 4) {
            return values;
        }
        int channels = tensor.size(1);
        int pixels = tensor.size(2) * tensor.size(3);
        float[] last = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int pixel = i % pixels;
            int channel = i / pixels % channels;
            int row = i / pixels / channels;
            last[(row * pixels + pixel) * channels + channel] = values[i];
        }
        return last;
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(ROOT + name);
        CRC32 crc = new CRC32();
        crc.update(content);
        // PyTorch reads tensors only where they are not compressed.
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
