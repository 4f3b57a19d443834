package io.msliqa.spark.cli;

import io.msliqa.spark.session.Session;
import io.msliqa.spark.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that every job has: where its settings come from and where Spark runs. */
public final class JobOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file of settings (HOCON) that replace the defaults; may be repeated, the last wins.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"--set", "-D"},
            paramLabel = "KEY=VALUE",
            description = "One setting, such as scoring.batch-size=32; may be repeated, wins over the files.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--master",
            paramLabel = "MASTER",
            description = "Where Spark runs: local[*] (the default), spark://HOST:7077, yarn, k8s://...")
    private String master = "";

    /** The settings, checked; the verb's own options are laid over them. */
    Settings settings(Map<String, String> shorthands) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(shorthands);
        return Settings.load(files, all);
    }

    /** The session, which the caller closes. */
    Session open(String name) {
        return Session.open(name, master);
    }
}
