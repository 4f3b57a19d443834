package io.msliqa.spark.cli;

import io.msliqa.UserException;
import io.msliqa.model.Manifest;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.Cause;
import io.msliqa.network.HeadOutputs;
import io.msliqa.network.Network;
import io.msliqa.onnx.OnnxNetwork;
import io.msliqa.spark.console.Terminal;
import io.msliqa.spark.settings.ModelSettings;
import io.msliqa.torch.network.TorchScriptNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code msliqa export}: a trained model in, a file that other engines run out. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a model's network into one file that other engines run: TorchScript for PyTorch, ONNX for"
                + " ONNX Runtime and others.")
final class ExportCommand implements Callable<ExitCode> {

    /** What the file is written in. */
    enum Format {
        TORCHSCRIPT {
            @Override
            byte[] of(Network network) {
                return TorchScriptNetwork.export(network, Arithmetic.FLOAT32);
            }

            @Override
            String use(Path file) {
                return "torch.jit.load(\"" + file + "\")(x)";
            }
        },
        ONNX {
            @Override
            byte[] of(Network network) {
                return OnnxNetwork.export(network);
            }

            @Override
            String use(Path file) {
                return "onnxruntime.InferenceSession(\"" + file + "\").run(None, {\"pictures\": x})";
            }
        };

        abstract byte[] of(Network network);

        /** In Python, with the input {@code x}. */
        abstract String use(Path file);
    }

    @Option(
            names = "--format",
            required = true,
            paramLabel = "torchscript|onnx",
            description = "The format of the file.")
    private Format format;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description = "The file to write; an earlier one is replaced.")
    private Path output;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "The folder of the model (default: the model that comes with the program).")
    private String model = ModelSettings.SHIPPED;

    @Override
    public ExitCode call() {
        ModelBundle bundle =
                model.equals(ModelSettings.SHIPPED) ? ModelBundle.shipped() : ModelBundle.load(Path.of(model));
        byte[] file = format.of(bundle.network());
        write(file);
        summarise(bundle.manifest(), file.length);
        return ExitCode.OK;
    }

    /** Nobody finds half a file. */
    private void write(byte[] file) {
        Path target = output.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.write(part, file);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UserException(
                    "The file " + output + " cannot be written (" + e + "); name another with --output", e);
        }
    }

    private void summarise(Manifest manifest, int bytes) {
        Terminal.out()
                .printf(Locale.ROOT, "%s of model %s, %.1f MB: %s%n", format, manifest.name(), bytes / 1e6, output);
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "Input   x: float32 (N, 3, H, W); RGB, each (value / 255 - mean) / deviation,%n"
                                + "        mean 0.485 0.456 0.406, deviation 0.229 0.224 0.225%n");
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "Output  %sfloat32 (N, %d), a column for each head: %s%n",
                        names(manifest.reading().outputs()),
                        manifest.heads().size(),
                        texts(manifest.heads()));
        List<Cause> causes = manifest.reading().outputs().causes();
        if (!causes.isEmpty()) {
            Terminal.out()
                    .printf(
                            Locale.ROOT,
                            "        causes: float32 (N, %d), logits, for each head %s%n",
                            manifest.heads().size() * causes.size(),
                            texts(causes));
        }
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "        a score is %s + %s * output; under TTA the model takes the heads by its policy %s%n",
                        manifest.scoreScale().min(),
                        manifest.scoreScale().max() - manifest.scoreScale().min(),
                        manifest.headPolicy());
        Terminal.out().printf(Locale.ROOT, "Python  %s%n", format.use(output));
    }

    /** What each of several outputs is called; a single one needs no name. */
    private static String names(HeadOutputs outputs) {
        return outputs.equals(HeadOutputs.SCORE) ? "" : texts(outputs.qualities()) + ": each ";
    }

    private static String texts(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
