package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.foreign.TinyNetwork;
import io.msliqa.network.Safetensors;
import io.msliqa.network.Tensor;
import io.msliqa.spark.S3Server;
import io.msliqa.spark.StandaloneCluster;
import io.msliqa.spark.scoring.Versions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.io.file.PathUtils;

/** A folder in which what the pages take for granted is there, in small: data sets, models, buckets, a cluster, a release. */
final class ReadersMachine implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DIST = ROOT.resolve("submit/dist/target");
    private static final Path SAMPLES = ROOT.resolve("docs/samples");

    private static final Pattern OUTPUT = Pattern.compile("--output (\\S+)");
    private static final Pattern SCORES_OF_A_SET =
            Pattern.compile("evaluate --truth (kadid10k|tid2013)=.* --scores (?:ours=)?/data/scores");

    /** The scenes of the sample pictures. */
    private static final List<String> SCENES = List.of("harbour", "meadow", "street", "valley");

    /** As many as a replay asks for. */
    private static final int NIGHTS = 4;

    private final Path folder;
    private final Path spark;
    private final S3Server s3 = S3Server.start();
    private StandaloneCluster cluster;

    /**
     * Lays it out in a folder.
     *
     * @param spark what stands for a Spark that was downloaded
     */
    ReadersMachine(Path folder, Path spark) throws Exception {
        this.folder = folder;
        this.spark = spark;
        layOutTheProgram();
        layOutPictures();
        layOutTables();
        layOutNetworks();
        layOutSets();
    }

    /** What a page's words are here; the first that fit count. */
    String here(String command) throws IOException, InterruptedException {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("/data/", folder.resolve("data") + "/");
        places.put("/opt/spark-4.2.0-bin-hadoop3", spark.toString());
        places.put("/opt/spark", spark.toString());
        places.put("/opt/msliqa", folder.resolve("msliqa").toString());
        places.put("s3a://bucket/", "s3a://" + S3Server.BUCKET + "/");
        places.put(
                "spark://host:7077",
                command.contains("spark://host:7077") ? cluster().url() : "");
        places.put(" ... ", " " + data("pictures") + " --output " + data("scores") + " ");
        String here = command;
        for (Map.Entry<String, String> place : places.entrySet()) {
            here = here.replace(place.getKey(), place.getValue());
        }
        // Where a bucket lies is for an administrator to say, in Spark's settings.
        return command.contains("s3a:") && command.contains("msliqa ")
                ? "SPARK_CONF_DIR=" + folder.resolve("s3-conf") + " " + here
                : here;
    }

    /** A shell in the folder, of a user with an empty home. */
    ReadersShell shell() throws IOException {
        return new ReadersShell(
                folder,
                Map.of(
                        "HOME",
                        Files.createDirectories(folder.resolve("home")).toString(),
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "MSLIQA_DRIVER_MEMORY",
                        "2g"));
    }

    /** Takes away what other blocks left where this one writes. */
    void clearFor(DocsCommands.Block block) throws Exception {
        for (String command : block.commands()) {
            Matcher output = OUTPUT.matcher(here(command));
            boolean written = DocsCommands.excepted(command).isEmpty() && output.find();
            if (written && !output.group(1).contains("://")) {
                remove(folder.resolve(output.group(1)));
            }
        }
    }

    /** Brings what a command finds that was begun weeks before: nights, or the scores of a labelled set. */
    void bringFor(String command) throws Exception {
        Matcher scores = SCORES_OF_A_SET.matcher(command);
        if (scores.find()) {
            remove(data("scores"));
            Path pictures = data(scores.group(1).equals("tid2013") ? "tid2013/distorted_images" : "kadid10k/images");
            msliqa("score " + pictures + " --mode single --output " + data("scores"), 0);
        }
        if (command.contains("--replay")) {
            LocalDate first = LocalDate.of(2026, 1, 1);
            for (int night = 0; night < NIGHTS; night++) {
                Path picture = folder.resolve("nights/" + first.plusDays(night) + "/" + night + ".jpg");
                Files.createDirectories(picture.getParent());
                Files.copy(SAMPLES.resolve(SCENES.get(night) + "-0-clean.jpg"), picture);
                Files.setLastModifiedTime(
                        picture,
                        FileTime.from(first.plusDays(night)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()));
            }
            for (int night : new int[] {0, NIGHTS - 1}) {
                msliqa(
                        "nightly 'nights/{night}/' --backfill --set scoring.mode=single --set nightly.limits.age.warn=0s --output "
                                + data("nightly")
                                + " --night " + first.plusDays(night),
                        1);
            }
        }
    }

    private void msliqa(String arguments, int worst) throws Exception {
        try (ReadersShell shell = shell()) {
            ReadersShell.Typed typed = shell.type("submit/msliqa " + arguments);
            assertThat(typed.code()).as(typed.said()).isBetween(0, worst);
        }
    }

    /** A checkout that was built; its launcher makes one step of what takes hours. */
    private void layOutTheProgram() throws IOException {
        for (String name : List.of("Makefile", "pom.xml", "conf", "docs", "core-model", "spark-jobs", "benchmarks")) {
            link(ROOT.resolve(name), folder.resolve(name));
        }
        try (Stream<Path> files = Files.list(ROOT.resolve("submit"))) {
            for (Path file : files.filter(file -> !file.endsWith("msliqa")).toList()) {
                link(file, folder.resolve("submit").resolve(file.getFileName()));
            }
        }
        Path launcher = Files.writeString(folder.resolve("submit/msliqa"), """
                #!/bin/sh
                case "$1" in
                  train | ablation)
                    set -- "$@" --set training.steps=1 --set training.validate-every=1 --set training.validation-pictures=6
                    ;;
                esac
                exec ROOT/submit/msliqa "$@"
                """.replace("ROOT", ROOT.toString()));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        String version = Versions.msliqa().split(" ", 2)[0];
        for (String flavour : List.of("bin", "bin-without-spark")) {
            String archive = "msliqa-" + version + "-" + flavour + ".tar.gz";
            for (String name : List.of(archive, archive + ".sha512")) {
                link(DIST.resolve(name), folder.resolve(name));
            }
        }
        StringBuilder defaults = new StringBuilder("spark.executor.memory 1g\n");
        s3.settings(S3Server.BUCKET)
                .forEach((key, value) -> defaults.append("spark.hadoop." + key + " " + value + "\n"));
        write("s3-conf/spark-defaults.conf", defaults.toString());
        write("mine.conf", "msliqa.scoring.batch-size = 8\n");
    }

    private void layOutPictures() throws IOException {
        for (String name : List.of("picture.jpg", "PICTURE.jpg")) {
            link(SAMPLES.resolve("street-5-noise.jpg"), folder.resolve(name));
        }
        for (String name : List.of("harbour-0-clean", "harbour-5-jpeg", "street-0-clean", "street-5-noise")) {
            link(SAMPLES.resolve(name + ".jpg"), data("pictures").resolve(name + ".jpg"));
        }
        link(data("pictures"), folder.resolve("pictures"));
        for (String scene : SCENES) {
            link(SAMPLES.resolve(scene + "-0-clean.jpg"), data("clean").resolve(scene + ".jpg"));
        }
        for (String scene : SCENES.subList(0, 2)) {
            link(SAMPLES.resolve(scene + "-0-clean.jpg"), data("pristine").resolve(scene + ".jpg"));
        }
        link(SAMPLES.resolve("valley-0-clean.jpg"), data("held-out").resolve("valley.jpg"));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (String key : List.of("archive/a", "2026/a", night(today), night(today.plusDays(1)))) {
            s3.put(key + ".jpg", Files.readAllBytes(SAMPLES.resolve("harbour-0-clean.jpg")));
        }
    }

    private static String night(LocalDate date) {
        return date.toString().replace('-', '/') + "/a";
    }

    private void layOutTables() throws IOException {
        link(
                ROOT.resolve("core-model/scoring/src/main/resources/io/msliqa/model/msliqa-small/weights.safetensors"),
                folder.resolve("backbone.safetensors"));
        write("delivery.tsv", "path\n" + folder.resolve("picture.jpg") + "\n");
        write("kadid10k/dmos.csv", cells("dist_img,dmos,var", "I01_%02d_%02d.png,%.1f,0.5%n", 25));
        write("tid2013.csv", cells("image,mos", "i01_%02d_%d.bmp,%.1f%n", 24));
        write("panel.tsv", opinions("image\trating", SAMPLES, level -> 100 - 20 * level));
        byte[] scores =
                opinions("Picture,MUSIQ", SAMPLES, level -> 90 - 15 * level).getBytes(StandardCharsets.UTF_8);
        try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(folder.resolve("scores.csv.gz")))) {
            zipped.write(scores);
        }
        try (Stream<Path> samples = Files.list(SAMPLES)) {
            for (Path sample : samples.toList()) {
                link(sample, data("biq2021/images").resolve(sample.getFileName()));
            }
        }
        write("data/biq2021/mos.csv", opinions("image,mos", SAMPLES, level -> 1 - 0.2 * level));
    }

    /** People's opinions of all distortions at all levels. */
    private static String cells(String header, String row, int types) {
        StringBuilder table = new StringBuilder(header + "\n");
        for (int type = 1; type <= types; type++) {
            for (int level = 1; level <= 5; level++) {
                table.append(String.format(Locale.ROOT, row, type, level, 5 - 0.7 * level));
            }
        }
        return table.toString();
    }

    /** Opinions of pictures that bear their levels in their names. */
    private static String opinions(String header, Path pictures, ToDoubleFunction<Integer> opinion) throws IOException {
        String separator = header.contains("\t") ? "\t" : ",";
        StringBuilder table = new StringBuilder(header + "\n");
        try (Stream<Path> files = Files.list(pictures)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                int level = Integer.parseInt(name.replaceAll("\\D*-(\\d)-.*", "$1"));
                table.append(String.format(Locale.ROOT, "%s%s%.2f%n", name, separator, opinion.applyAsDouble(level)));
            }
        }
        return table.toString();
    }

    /** Networks that see what the protocols in the box show, and say little of it. */
    private void layOutNetworks() throws IOException {
        TinyNetwork hyperiqa = new TinyNetwork()
                .input("x", -1, 3, 224, 224)
                .mean("x", "score", 1, 2, 3)
                .output("score", -1);
        network("hyperiqa", "hyperiqa.conf", hyperiqa);
        network("networks/hyperiqa-pyiqa", "hyperiqa-pyiqa.conf", hyperiqa);
        link(SAMPLES, folder.resolve("networks/pictures"));
        link(folder.resolve("hyperiqa"), data("hyperiqa"));
        network(
                "networks/nima",
                "nima.conf",
                new TinyNetwork()
                        .input("x", -1, 3, 224, 224)
                        .mean("x", "mean", 1, 2, 3)
                        .columns("mean", "logits", 10)
                        .softmax("logits", "distribution")
                        .output("distribution", -1, 10));
        int features = 2048;
        TinyNetwork arniqa = new TinyNetwork();
        for (Map.Entry<String, String> way :
                Map.of("x", "whole", "x_half", "half").entrySet()) {
            arniqa.input(way.getKey(), -1, 3, -1, -1)
                    .mean(way.getKey(), way.getValue() + "_mean", 1, 2, 3)
                    .columns(way.getValue() + "_mean", way.getValue(), features)
                    .output(way.getValue(), -1, features);
        }
        network("arniqa", "arniqa-pyiqa.conf", arniqa);
        Files.write(
                folder.resolve("arniqa/regressor.safetensors"),
                Safetensors.write(Map.of(
                        "weight", new Tensor(new float[2 * features], 1, 2 * features),
                        "bias", new Tensor(new float[] {3}, 1))));
    }

    private void network(String name, String protocol, TinyNetwork network) throws IOException {
        network.write(
                folder.resolve(name),
                Files.readString(ROOT.resolve("conf/networks").resolve(protocol)));
    }

    /** What one asks for or downloads, in the same folders. */
    private void layOutSets() throws Exception {
        msliqa(
                "distort " + data("clean") + " --types 1,10,11 --labels kadid10k/dmos.csv --output " + data("kadid10k"),
                0);
        link(data("kadid10k"), data("set-of-photographs"));
        // A step takes 24 pictures, more than one wants to score.
        String labels = Files.readString(data("kadid10k/dmos.csv"));
        write(
                "labels.csv",
                labels.replaceAll("(?m)^(I\\d)", "../kadid10k/images/$1").replace("dist_img,dmos", "image,opinion"));
        msliqa(
                "distort " + data("held-out") + " --types tid2013 --labels tid2013.csv --share 0.1 --output "
                        + data("tid2013"),
                0);
        for (String name : List.of("theirs", "arniqa")) {
            StringBuilder scores = new StringBuilder("image,score\n");
            for (String line : Files.readAllLines(data("tid2013/mos_with_names.txt"))) {
                String[] words = line.strip().split("\\s+", 2);
                scores.append(words[1] + "," + Double.parseDouble(words[0]) / 9 + "\n");
            }
            write("data/" + name + ".csv", scores.toString());
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void link(Path to, Path from) throws IOException {
        Files.createDirectories(from.getParent());
        Files.createSymbolicLink(from, to);
    }

    private static void remove(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            PathUtils.deleteDirectory(path);
        } else {
            Files.deleteIfExists(path);
        }
    }

    private StandaloneCluster cluster() throws IOException, InterruptedException {
        if (cluster == null) {
            cluster = StandaloneCluster.start(folder.resolve("cluster"));
            cluster.addWorker(1, "");
        }
        return cluster;
    }

    private Path data(String name) {
        return folder.resolve("data").resolve(name);
    }

    @Override
    public void close() {
        if (cluster != null) {
            cluster.close();
        }
        s3.close();
    }
}
