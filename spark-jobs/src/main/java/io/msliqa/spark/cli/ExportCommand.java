package io.msliqa.spark.cli;

import io.msliqa.UserException;
import io.msliqa.foreign.ModelFolder;
import io.msliqa.foreign.NetworkFolder;
import io.msliqa.model.Manifest;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.Backbone;
import io.msliqa.network.Cause;
import io.msliqa.network.HeadOutputs;
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

/** {@code msliqa export}: a trained model in, a file that other engines run, or a network's folder, out. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a model's network into one file that other engines run: TorchScript for PyTorch, ONNX for"
                + " ONNX Runtime and others. Or into a folder with a protocol, as the networks of others are.")
final class ExportCommand implements Callable<ExitCode> {

    /** What is written. */
    enum Format {
        TORCHSCRIPT {
            @Override
            void write(ModelBundle model, Path file) throws IOException {
                replace(file, TorchScriptNetwork.export(model.network(), Arithmetic.FLOAT32));
            }

            @Override
            String use(Path file) {
                return "torch.jit.load(\"" + file + "\")(x)";
            }
        },
        ONNX {
            @Override
            void write(ModelBundle model, Path file) throws IOException {
                replace(file, OnnxNetwork.export(model.network()));
            }

            @Override
            String use(Path file) {
                return "onnxruntime.InferenceSession(\"" + file + "\").run(None, {\"" + OnnxNetwork.INPUT + "\": x})";
            }
        },
        NETWORK {
            @Override
            void write(ModelBundle model, Path folder) throws IOException {
                ModelFolder.write(model, folder);
            }

            @Override
            String use(Path folder) {
                return "msliqa score PICTURES --model " + folder + " --output TABLE";
            }

            @Override
            String place() {
                return "Next  ";
            }
        };

        abstract void write(ModelBundle model, Path output) throws IOException;

        /** What to do with it; in Python the input is {@code x}. */
        abstract String use(Path output);

        /** Where that is done. */
        String place() {
            return "Python";
        }

        /** Nobody finds half a file. */
        private static void replace(Path output, byte[] file) throws IOException {
            Path target = output.toAbsolutePath();
            Path part = target.resolveSibling(target.getFileName() + ".part");
            Files.write(part, file);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Option(
            names = "--format",
            required = true,
            paramLabel = "torchscript|onnx|network",
            description = "The format of the file; or network, a folder for --model of other commands.")
    private Format format;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description = "The file or folder to write; an earlier one is replaced.")
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
        long bytes;
        try {
            format.write(bundle, output);
            bytes = Files.size(format == Format.NETWORK ? output.resolve(NetworkFolder.ONNX) : output);
        } catch (IOException e) {
            throw new UserException(
                    format.name().toLowerCase(Locale.ROOT) + " cannot be written to " + output + " (" + e
                            + "); name another place with --output",
                    e);
        }
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "%s of model %s, %.1f MB: %s%n",
                        format,
                        bundle.manifest().name(),
                        bytes / 1e6,
                        output);
        if (format == Format.NETWORK) {
            Terminal.out()
                    .println(
                            "Whole pictures, seen by one head, the score as scoring.mode=single makes it; protocol.conf"
                                    + " says how");
        } else {
            summarise(bundle.manifest());
        }
        Terminal.out().printf(Locale.ROOT, "%s  %s%n", format.place(), format.use(output));
        return ExitCode.OK;
    }

    private static void summarise(Manifest manifest) {
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "Input   x: float32 (N, 3, H, W); H and W multiples of %d; RGB, each (value / 255 - mean) / deviation,%n"
                                + "        mean 0.485 0.456 0.406, deviation 0.229 0.224 0.225%n",
                        Backbone.STRIDE);
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
    }

    /** What each of several outputs is called; a single one needs no name. */
    private static String names(HeadOutputs outputs) {
        return outputs.equals(HeadOutputs.SCORE) ? "" : texts(outputs.qualities()) + ": each ";
    }

    private static String texts(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
