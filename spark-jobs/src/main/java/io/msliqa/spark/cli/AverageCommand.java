package io.msliqa.spark.cli;

import io.msliqa.model.ModelBundle;
import io.msliqa.model.ModelMean;
import io.msliqa.spark.console.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code msliqa average}: several models in, the mean of their weights out. */
@Command(
        name = "average",
        mixinStandardHelpOptions = true,
        description =
                "Makes the mean of models that went on from one model with different data or rates. It often agrees"
                        + " with people better than either, and costs what one costs. Of models that began apart it is no model.")
final class AverageCommand implements Callable<ExitCode> {

    @Parameters(arity = "2..*", paramLabel = "MODEL", description = "The folders of the models, at least two.")
    private List<Path> models = new ArrayList<>();

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "The folder to write; an earlier model there is replaced.")
    private Path output;

    @Option(names = "--name", paramLabel = "TEXT", description = "What to call it (default: as the first one).")
    private String name = "";

    @Override
    public ExitCode call() {
        List<ModelBundle> bundles = models.stream().map(ModelBundle::load).toList();
        String called = name.isEmpty() ? bundles.get(0).manifest().name() : name;
        ModelBundle mean = ModelMean.of(bundles, called, provenance(bundles));
        mean.save(output);
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "The mean of %d models, %s: %s%nCompare it with each of them: msliqa evaluate --truth ... --model %s --output DIR%n",
                        bundles.size(),
                        called,
                        output,
                        output);
        return ExitCode.OK;
    }

    /** Where each of the models comes from, once, and how often it counts. */
    private static Map<String, String> provenance(List<ModelBundle> bundles) {
        Map<String, List<ModelBundle>> alike = bundles.stream()
                .collect(Collectors.groupingBy(ModelBundle::id, LinkedHashMap::new, Collectors.toList()));
        Map<String, String> provenance = new TreeMap<>();
        int number = 0;
        for (List<ModelBundle> part : alike.values()) {
            String key = "part " + ++number;
            provenance.put(key, part.get(0).id() + ", counted " + part.size() + " of " + bundles.size() + " times");
            part.get(0).manifest().provenance().forEach((what, value) -> provenance.put(key + ", " + what, value));
        }
        return provenance;
    }
}
