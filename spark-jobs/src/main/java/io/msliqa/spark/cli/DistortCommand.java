package io.msliqa.spark.cli;

import io.msliqa.UserException;
import io.msliqa.quality.distortion.CellOpinions;
import io.msliqa.quality.distortion.ContactSheet;
import io.msliqa.quality.distortion.DistortedSet;
import io.msliqa.quality.distortion.Distortion;
import io.msliqa.quality.distortion.OpinionEstimate;
import io.msliqa.quality.distortion.ReferencePicture;
import io.msliqa.quality.distortion.TidSet;
import io.msliqa.quality.distortion.Variety;
import io.msliqa.spark.console.Fonts;
import io.msliqa.spark.console.PictureBar;
import io.msliqa.spark.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code msliqa distort}: pristine pictures in, a labelled set of distorted ones out. */
@Command(
        name = "distort",
        mixinStandardHelpOptions = true,
        description = "Makes a labelled set to train with: distorts pristine pictures and stores them in KADID-10k's"
                + " layout. To go on after a stop, start it again with the same options.")
final class DistortCommand implements Callable<ExitCode> {

    private static final String TID2013 = "tid2013";
    private static final String STEPS = "steps";
    private static final String CONTINUOUS = "continuous";

    /** The measure is the same for all pictures; more than a few tell nothing new. */
    private static final int ESTIMATED_ON = 8;

    @Parameters(paramLabel = "FOLDER", description = "The folder with the pristine pictures; subfolders are not read.")
    private Path pristine;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "The folder for the new set.")
    private Path output;

    @Option(
            names = "--types",
            paramLabel = "kadid10k|all|N,N...|tid2013",
            description =
                    "The distortions. kadid10k (the default): the 25 of KADID-10k. all: these and fourteen more. N,N...:"
                            + " some of them by number. tid2013: the 24 types of TID2013 at its levels (PSNR 33 to 21 dB, picture"
                            + " by picture), in its layout, to choose models by; --labels must then name TID2013's label table.")
    private String types = "kadid10k";

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "The labels come from this file: KADID-10k's dmos.csv, or the one of a set made before. A picture gets"
                            + " the mean score that its type and level have there. The program estimates the opinions of types"
                            + " that the file lacks. Without this option the set has no labels.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--crop",
            paramLabel = "WxH",
            description = "Width and height of the window that is first cut from the middle of each picture (default:"
                    + " ${DEFAULT-VALUE}).")
    private String crop = "512x384";

    @Option(
            names = "--share",
            paramLabel = "X",
            description = "The share of types and levels to make of each picture, drawn at random for each (default:"
                    + " ${DEFAULT-VALUE}, all of them). Many pictures with a few distortions each teach more than a few"
                    + " pictures with all.")
    private double share = 1;

    @Option(
            names = "--levels",
            paramLabel = "steps|continuous",
            description =
                    "How strong the distortions are. steps (the default): the five levels of KADID-10k. continuous: any"
                            + " strength between them, and weaker than the first where a distortion can fade to nothing.")
    private String levels = STEPS;

    @Option(
            names = "--compose",
            paramLabel = "X",
            description = "The share of pictures that get a second distortion (default: ${DEFAULT-VALUE}).")
    private double composed;

    @Option(
            names = "--clean",
            paramLabel = "OPINION",
            description = "Takes the references into the set, too, with this opinion, from 1 to 5.")
    private Optional<Double> clean = Optional.empty();

    @Option(
            names = "--labels-mix",
            paramLabel = "X",
            description =
                    "How much a full-reference measure counts in the labels, from 0 to 1. The rest is people's mean"
                            + " opinion of the type and level (default: ${DEFAULT-VALUE}).")
    private double mix;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The seed of all that is random (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many pictures are made at once (default: one for each core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public ExitCode call() throws IOException {
        System.setProperty("java.awt.headless", "true");
        List<Distortion> chosen = chosen();
        DistortedSet.Crop window = window();
        if (threads < 1) {
            throw new UserException("--threads is " + threads + ", must be at least 1");
        }
        if (!(share > 0 && share <= 1)) {
            throw new UserException("--share is " + share + ", must be above 0 and at most 1");
        }
        if (!Files.isDirectory(pristine)) {
            throw new UserException("There is no folder " + pristine);
        }
        List<ReferencePicture> references = ReferencePicture.in(pristine);
        if (types.equals(TID2013)) {
            return writeTid(new TidSet.Plan(references, window, share, seed));
        }
        CellOpinions opinions = opinions(references, chosen, window);
        DistortedSet.Plan plan = new DistortedSet.Plan(
                references, window, chosen, List.of(1, 2, 3, 4, 5), share, seed, opinions, variety());
        write(plan);
        Path sheet = output.resolve("contact-sheet.png");
        if (Fonts.present()) {
            ContactSheet.write(sheet, references.get(0), plan);
        }
        summarise(plan, sheet);
        return ExitCode.OK;
    }

    private ExitCode writeTid(TidSet.Plan plan) throws IOException {
        Path opinions = labels.filter(Files::isRegularFile)
                .orElseThrow(() -> new UserException("--types tid2013 needs --labels with TID2013's own label table"));
        try (PictureBar bar = PictureBar.open("Distorting", plan.pictures())) {
            TidSet.write(output, plan, opinions, threads, (made, of) -> bar.to(made));
        }
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "%n%,d pictures of %,d references, less what shows nothing on a colourless picture: %s%n"
                                + "Choose by it: msliqa evaluate --truth tid2013=%s --model MODEL --output DIR%n",
                        plan.pictures(),
                        plan.references().size(),
                        output.resolve("distorted_images"),
                        output);
        return ExitCode.OK;
    }

    private Variety variety() {
        if (!levels.equals(STEPS) && !levels.equals(CONTINUOUS)) {
            throw new UserException("--levels is '" + levels + "', must be steps or continuous");
        }
        if (!(composed >= 0 && composed <= 1)) {
            throw new UserException("--compose is " + composed + ", must be from 0 to 1");
        }
        if (clean.isPresent() && !(clean.get() >= 1 && clean.get() <= 5)) {
            throw new UserException("--clean is " + clean.get() + ", must be from 1 to 5");
        }
        OptionalDouble opinion = clean.isPresent() ? OptionalDouble.of(clean.get()) : OptionalDouble.empty();
        return new Variety(levels.equals(CONTINUOUS), composed, opinion);
    }

    private List<Distortion> chosen() {
        return switch (types) {
            case "kadid10k", TID2013 -> Distortion.KADID10K;
            case "all" -> List.of(Distortion.values());
            default -> numbered();
        };
    }

    private List<Distortion> numbered() {
        try {
            return Arrays.stream(types.split(",", -1))
                    .map(number -> Distortion.numbered(Integer.parseInt(number.strip())))
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new UserException("--types is '" + types
                    + "', must be kadid10k, all, tid2013, or numbers from 1 to 39 with commas between");
        }
    }

    private DistortedSet.Crop window() {
        try {
            String[] sides = crop.split("x", -1);
            return new DistortedSet.Crop(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new UserException("--crop is '" + crop + "', must be width and height in pixels such as 512x384");
        }
    }

    private CellOpinions opinions(List<ReferencePicture> references, List<Distortion> chosen, DistortedSet.Crop window)
            throws IOException {
        if (labels.isEmpty()) {
            return CellOpinions.NONE;
        }
        if (!Files.isRegularFile(labels.get())) {
            throw new UserException("There is no label file " + labels.get());
        }
        CellOpinions judged = CellOpinions.read(labels.get());
        if (!(mix >= 0 && mix <= 1)) {
            throw new UserException("--labels-mix is " + mix + ", must be from 0 to 1");
        }
        if (mix == 0 && chosen.stream().allMatch(type -> judged.opinion(type, 1).isPresent())) {
            return judged;
        }
        List<ReferencePicture> some = new ArrayList<>();
        int count = Math.min(ESTIMATED_ON, references.size());
        for (int i = 0; i < count; i++) {
            some.add(references.get(i * references.size() / count));
        }
        Terminal.out()
                .printf(Locale.ROOT, "Estimating the opinions of types that KADID-10k lacks, on %d pictures%n", count);
        OpinionEstimate estimate = OpinionEstimate.of(some, window, seed, judged, mix, threads);
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "On KADID-10k's own types the estimate errs by %.2f (of 1 to 5), SRCC %.2f%n",
                        estimate.rootMeanSquare(),
                        estimate.srcc());
        return estimate.opinions();
    }

    private void write(DistortedSet.Plan plan) throws IOException {
        try (PictureBar bar = PictureBar.open("Distorting", plan.pictures())) {
            DistortedSet.write(output, plan, threads, (made, of) -> bar.to(made));
        }
    }

    private void summarise(DistortedSet.Plan plan, Path sheet) {
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "%n%,d pictures of %,d references, %d types and 5 levels, less what shows nothing on a colourless picture: %s%n",
                        plan.pictures(),
                        plan.references().size(),
                        plan.types().size(),
                        output.resolve("images"));
        Terminal.out()
                .printf(
                        Locale.ROOT,
                        "The labels: %s%s%n",
                        output.resolve("dmos.csv"),
                        labels.isEmpty() ? " (empty; see --labels)" : "");
        Terminal.out().printf(Locale.ROOT, Fonts.present() ? "Look at: %s%n" : "No %s: " + Fonts.MISSING + "%n", sheet);
        Terminal.out().printf(Locale.ROOT, "Train on it: msliqa train --data kadid10k=%s --output DIR%n", output);
    }
}
