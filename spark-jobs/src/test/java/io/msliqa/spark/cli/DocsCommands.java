package io.msliqa.spark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.node.Node;

/** What the pages tell a reader to type, what comes of it, and which commands a machine alone cannot run. */
final class DocsCommands {

    /** How code begins that is not for the shell: SQL, programs, settings, a folder's files, and a picture's way. */
    private static final Pattern NOT_SHELL = Pattern.compile(
            "(SELECT|CREATE VIEW|PIVOT|WITH) .*|(import|from|val|try) .*|(spark|Msliqa)\\.\\w.*|<\\w.*|protocol = .*|\\w+/|bytes -> .*");

    private static final Pattern PRINTED = Pattern.compile("\\s+score  spread  picture");

    private DocsCommands() {}

    /**
     * A block of commands.
     *
     * @param commands a line each, as they are typed
     * @param printed what the page shows below it
     */
    record Block(List<String> commands, List<String> printed) {}

    /**
     * A command that is not run.
     *
     * @param command part of it
     */
    record Excepted(Pattern command, String why) {

        private static Excepted of(String command, String why) {
            return new Excepted(Pattern.compile(command), why);
        }
    }

    /**
     * What comes of a command.
     *
     * @param command part of it
     * @param files that are there then, below its {@code --output} or else where it was typed
     * @param says what it prints
     */
    record Promise(Pattern command, List<String> files, String says) {

        private static Promise of(String command, String says, String... files) {
            return new Promise(Pattern.compile(command), List.of(files), says);
        }
    }

    static final List<Excepted> EXCEPTED = List.of(
            Excepted.of("^make (?!demo)", "hours, or what this test is a part of; DocsTest looks for the target"),
            Excepted.of("^mvn -Prelease deploy", "make docs-test does it, into a folder, before the tests"),
            Excepted.of(
                    "^mvn (-q )?install|^mvn -q -f",
                    "changes the user's repository; a test has one of its own instead"),
            Excepted.of("^spark-(submit|sql) ", "tests hold its scores against the command line's"),
            Excepted.of("^docker ", "asks for Docker and a public image; make container-test builds and runs ours"),
            Excepted.of("^kubectl |--master k8s:", "asks for a cluster; make cluster-test has a Kubernetes in small"),
            Excepted.of("--master yarn", "asks for a cluster; make cluster-test has a YARN"),
            Excepted.of("^gcloud ", "asks for an account"),
            Excepted.of("conf/gpu\\.conf|onnxruntime_gpu", "asks for a GPU"),
            Excepted.of("msliqa average ", "asks for two trainings from one model; TrainCommandTest averages"),
            Excepted.of(
                    "^pip |export_pyiqa\\.py|compare_golden\\.py",
                    "fetches gigabytes that are not for commercial use, or compares what came of them"));

    /** A command keeps all that fit it. */
    static final List<Promise> PROMISES = List.of(
            Promise.of("^(cd|export|source) ", ""),
            Promise.of("^make demo", "pictures found = ", "demo-output/scores/_commits"),
            Promise.of("^sha512sum -c ", ": OK"),
            Promise.of("^tar xzf msliqa-0.1.0-bin.tar.gz", "", "msliqa-0.1.0-bin/bin/msliqa"),
            Promise.of("^man msliqa", "MSLIQA"),
            Promise.of(
                    "^mvn dependency:copy ",
                    "",
                    "../msliqa-0.1.0-bin/jars/lib/pytorch-native-cpu-2.7.1-linux-x86_64.jar"),
            Promise.of("bin/msliqa prepare", "Commands start faster", "jars/start.jsa"),
            Promise.of("msliqa score (?!.*(--output|\\.\\.\\.))", "score  spread  picture"),
            Promise.of(
                    "msliqa score (?=.*(--output|\\.\\.\\.))(?!.*--dry-run)", "pictures found = ", "_commits", "_runs"),
            Promise.of("msliqa score .*--dry-run", "Nothing was written"),
            Promise.of(
                    "msliqa nightly (?!.*--replay)",
                    "",
                    "reports/index.html",
                    "reports/msliqa.prom",
                    "history",
                    "scores/_commits",
                    "canaries"),
            Promise.of("msliqa nightly .*--replay", "As they came", "replay.json"),
            Promise.of("msliqa network check ", "pictures have a score"),
            Promise.of("msliqa evaluate ", "SRCC", "evaluation.html", "evaluation.json", "agreement", "pairs"),
            Promise.of("msliqa evaluate .*--scores .*--scores ", "", "comparisons"),
            Promise.of("msliqa distort .*--types all", "Train on it", "dmos.csv", "images", "contact-sheet.png"),
            Promise.of(
                    "msliqa distort .*--types tid2013",
                    "msliqa evaluate --truth ",
                    "mos_with_names.txt",
                    "distorted_images"),
            Promise.of(
                    "msliqa train ",
                    "Score with it",
                    "model/manifest.json",
                    "curves.png",
                    "pictures.csv",
                    "checkpoint.json",
                    "best"),
            Promise.of("msliqa ablation ", "both, TTA", "ablation.csv"),
            Promise.of("msliqa export .*--format (torchscript|onnx)", "Python", ""),
            Promise.of("msliqa export .*--format network", "msliqa score PICTURES", "protocol.conf", "network.onnx"));

    static Optional<Excepted> excepted(String command) {
        return EXCEPTED.stream()
                .filter(excepted -> excepted.command().matcher(command).find())
                .findFirst();
    }

    static List<Promise> promises(String command) {
        return PROMISES.stream()
                .filter(promise -> promise.command().matcher(command).find())
                .toList();
    }

    /** The blocks of a page that are typed into a shell. */
    static List<Block> blocks(Node page) {
        List<Block> blocks = new ArrayList<>();
        for (String code : DocsSite.code(page)) {
            List<String> lines = code.replaceAll("\\\\\\n\\s*", "")
                    .lines()
                    .map(String::stripTrailing)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (PRINTED.matcher(lines.get(0)).matches()) {
                blocks.add(new Block(blocks.remove(blocks.size() - 1).commands(), lines));
            } else if (!NOT_SHELL.matcher(lines.get(0)).matches()) {
                blocks.add(new Block(lines, List.of()));
            }
        }
        return blocks;
    }
}
