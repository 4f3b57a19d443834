package io.msliqa.foreign;

import io.msliqa.model.Manifest;
import io.msliqa.model.ModelBundle;
import io.msliqa.model.ScoreRule;
import io.msliqa.network.Backbone;
import io.msliqa.network.HeadOutputs;
import io.msliqa.onnx.OnnxNetwork;
import io.msliqa.protocol.ProtocolFile;
import io.msliqa.scale.QualityScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A model of this project, written down as any other network is: whole pictures, seen by the best head.
 *
 * <p>On ONNX Runtime both ways to a score give the same bits, where the score is the least of its parts or a single one.
 */
public final class ModelFolder {

    private ModelFolder() {}

    /**
     * Writes the network and its protocol into a folder, which is made. An earlier network there is replaced; one whose
     * writing stops half-way is none, for it has no protocol.
     */
    public static void write(ModelBundle model, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path protocol = folder.resolve(ProtocolFile.NAME);
        Files.deleteIfExists(protocol);
        Files.write(folder.resolve(NetworkFolder.ONNX), OnnxNetwork.exportForLevels(model.network()));
        Files.writeString(protocol, protocol(model));
    }

    private static String protocol(ModelBundle model) {
        Manifest manifest = model.manifest();
        QualityScale scale = manifest.scoreScale();
        return String.join(
                "\n",
                "# A model of MSLIQA as whole pictures, seen by its head " + manifest.bestHead() + ".",
                "protocol = 1",
                "name = " + ProtocolFile.quoted(manifest.name() + ", whole pictures"),
                "views { sides { steps = [ { pad = mirror, multiple = " + Backbone.STRIDE + ", at = top-left } ] } }",
                "inputs = [ { name = " + OnnxNetwork.INPUT + ", view = sides, range = [0, 255] } ]",
                "outputs = [ { name = " + OnnxNetwork.OUTPUT + ", is = score, columns = "
                        + model.network().table().columns() + " } ]",
                "score = [ " + String.join(", ", steps(manifest)) + " ]",
                "scale { min = " + scale.min() + ", max = " + scale.max() + ", better = "
                        + (scale.higherIsBetter() ? "higher" : "lower") + " }",
                "provenance { notes = [ \"model " + model.id() + "\" ] }",
                "");
    }

    private static List<String> steps(Manifest manifest) {
        HeadOutputs outputs = manifest.reading().outputs();
        ScoreRule rule = manifest.reading().score();
        int first = manifest.bestHead() * outputs.width();
        QualityScale scale = manifest.scoreScale();
        String joined =
                switch (rule.combination()) {
                    case MINIMUM -> "least-of = columns";
                    case MEAN -> "expectation = " + each(rule, part -> part.weight() / weights(rule));
                };
        return List.of(
                "{ columns = " + each(rule, part -> first + outputs.indexOf(part.quality())) + " }",
                "{ gain = " + each(rule, ScoreRule.Part::gain) + ", offset = " + each(rule, ScoreRule.Part::offset)
                        + " }",
                "{ " + joined + " }",
                "{ gain = " + (scale.max() - scale.min()) + ", offset = " + scale.min() + " }");
    }

    private static double weights(ScoreRule rule) {
        return rule.parts().stream().mapToDouble(ScoreRule.Part::weight).sum();
    }

    private static String each(ScoreRule rule, Function<ScoreRule.Part, Number> of) {
        return rule.parts().stream().map(of).map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
