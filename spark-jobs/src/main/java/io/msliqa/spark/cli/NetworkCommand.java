package io.msliqa.spark.cli;

import ai.djl.Device;
import io.msliqa.UserException;
import io.msliqa.foreign.ForeignScorer;
import io.msliqa.foreign.NetworkCheck;
import io.msliqa.foreign.NetworkFolder;
import io.msliqa.foreign.ProtocolText;
import io.msliqa.image.DecodeLimits;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.onnx.OnnxDevice;
import io.msliqa.scoring.ImageResult;
import io.msliqa.spark.console.Terminal;
import io.msliqa.spark.nightly.SamplePictures;
import io.msliqa.torch.scoring.TorchForeignEngine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code msliqa network check DIR}: is a network of others ready to score? It needs no Spark. */
@Command(
        name = "network",
        mixinStandardHelpOptions = true,
        description = "Checks the folder of a network of others: loads it, says what its protocol means, scores sample"
                + " pictures, and compares with the golden scores that the protocol names.")
final class NetworkCommand implements Callable<ExitCode> {

    /** What is to be done with it. */
    enum Action {
        CHECK
    }

    @Parameters(index = "0", paramLabel = "check", description = "What to do: check.")
    private Action action;

    @Parameters(
            index = "1",
            paramLabel = "DIR",
            description =
                    "The folder: network.onnx or network.pt, and protocol.conf. docs/networks.md says how to make one.")
    private Path directory;

    @Option(
            names = "--gpu",
            paramLabel = "N",
            description = "Computes on this GPU instead of the CPU; docs/networks.md names the libraries.")
    private int gpu = -1;

    @Override
    public ExitCode call() {
        return switch (action) {
            case CHECK -> check();
        };
    }

    private ExitCode check() {
        PrintStream out = Terminal.out();
        NetworkFolder folder = NetworkFolder.load(directory);
        out.printf(Locale.ROOT, "%s%n", folder.protocol().name());
        said(out, "source", folder.protocol().provenance().source());
        said(out, "licence", folder.protocol().provenance().licence());
        said(out, "weights", folder.protocol().provenance().weights());
        said(out, "differs", folder.protocol().provenance().differs());
        out.printf(Locale.ROOT, "  id       %s%n%nWhat the protocol says:%n", folder.id());
        ProtocolText.of(folder.protocol()).forEach(line -> out.printf(Locale.ROOT, "  %s%n", line));
        Device device = gpu < 0 ? Device.cpu() : Device.gpu(gpu);
        if (device.isGpu() && !folder.isTorchScript()) {
            OnnxDevice.problem(gpu).ifPresent(problem -> {
                throw new UserException("--gpu names GPU " + gpu + ", but " + problem + ", or leave --gpu out");
            });
        }
        try (ForeignScorer scorer =
                ForeignScorer.open(folder, new TorchForeignEngine(device), new ImageDecoder(DecodeLimits.DEFAULT))) {
            out.printf(Locale.ROOT, "%n%s%n", scorer.said());
            NetworkCheck check = new NetworkCheck(folder);
            return samples(check, check.run(scorer, SamplePictures.all()), out);
        }
    }

    private static void said(PrintStream out, String what, String text) {
        if (!text.isEmpty()) {
            out.printf(Locale.ROOT, "  %-8s %s%n", what, text);
        }
    }

    private static ExitCode samples(NetworkCheck check, List<NetworkCheck.Sample> samples, PrintStream out) {
        boolean golden = samples.stream().anyMatch(sample -> sample.golden().isPresent());
        out.printf(Locale.ROOT, golden ? "%n     score     golden  difference%n" : "%n     score%n");
        for (NetworkCheck.Sample sample : samples) {
            String mark = check.isGood(sample) ? "  " : "! ";
            if (sample.result() instanceof ImageResult.Scored scored) {
                String compared = sample.golden().isPresent()
                        ? String.format(
                                Locale.ROOT, "%11.5f %11.2e", sample.golden().getAsDouble(), sample.difference())
                        : "";
                out.printf(Locale.ROOT, "%s%8.5f%s  %s%n", mark, scored.score().score(), compared, sample.name());
            } else if (sample.result() instanceof ImageResult.Failed failed) {
                out.printf(Locale.ROOT, "%s%s: %s: %s%n", mark, sample.name(), failed.reason(), failed.message());
            }
        }
        long bad = samples.stream().filter(sample -> !check.isGood(sample)).count();
        if (bad > 0 && golden) {
            out.printf(
                    Locale.ROOT,
                    "%n%d of %d scores are missing or further than %.2g from their golden ones.%n",
                    bad,
                    samples.size(),
                    check.tolerance());
        } else if (bad > 0) {
            out.printf(Locale.ROOT, "%n%d of %d pictures have no score.%n", bad, samples.size());
        } else if (golden) {
            out.printf(
                    Locale.ROOT,
                    "%nAll %d scores are within %.2g of their golden ones.%n",
                    samples.size(),
                    check.tolerance());
        } else {
            out.printf(
                    Locale.ROOT,
                    "%nAll %d pictures have a score. The protocol names no golden scores to compare with.%n",
                    samples.size());
        }
        return bad > 0 ? ExitCode.QUALITY_FAILED : ExitCode.OK;
    }
}
