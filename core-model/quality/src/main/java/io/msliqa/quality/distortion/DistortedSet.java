package io.msliqa.quality.distortion;

import io.msliqa.image.PixelImage;
import io.msliqa.work.Pending;
import io.msliqa.work.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes a labelled set of distorted pictures in KADID-10k's layout: {@code images/I007.png} (the references, cropped),
 * {@code images/I007_08_03.png} (reference 7, type 8, level 3) and {@code dmos.csv} with {@code dist_img,ref_img,dmos,var}.
 *
 * <p>A picture's label is the mean opinion of its (type, level) cell, its "var" the mean standard deviation of the opinions,
 * which is what KADID-10k's column of that name holds; both stay empty where the {@link CellOpinions} know nothing.
 *
 * <p>Where a distortion cannot be seen ({@link Distortion#showsOn}), there is neither picture nor label: the cell's opinion
 * would be wrong.
 *
 * <p>The pictures depend on the plan alone, not on the number of threads. A set that was interrupted is finished by
 * writing it again: pictures that are there are kept. {@code plan.txt} holds the settings; a folder that was begun with
 * others is refused, as its pictures would not match.
 */
public final class DistortedSet {

    /**
     * What to write.
     *
     * @param references the pristine pictures; each at least as large as the crop
     * @param crop the centre window that is cut of each first
     * @param types the distortions, in the order of the label table
     * @param levels 1 to 5
     * @param share of each reference's types and levels that is made, drawn for each by itself: above 0, to 1 for all. Many
     *     contents, each distorted in a few ways, teach more than few contents in all ways
     * @param seed of all that is random
     * @param opinions for the labels
     * @param variety beyond KADID-10k's cells
     */
    public record Plan(
            List<ReferencePicture> references,
            Crop crop,
            List<Distortion> types,
            List<Integer> levels,
            double share,
            long seed,
            CellOpinions opinions,
            Variety variety) {

        /** Plans KADID-10k's cells. */
        public Plan(
                List<ReferencePicture> references,
                Crop crop,
                List<Distortion> types,
                List<Integer> levels,
                double share,
                long seed,
                CellOpinions opinions) {
            this(references, crop, types, levels, share, seed, opinions, Variety.NONE);
        }

        public Plan {
            references = List.copyOf(references);
            types = List.copyOf(types);
            levels = List.copyOf(levels);
            if (references.isEmpty() || types.isEmpty() || levels.isEmpty()) {
                throw new IllegalArgumentException("A set needs a reference, a type and a level at least; there are "
                        + references.size() + ", " + types.size() + " and " + levels.size());
            }
            levels.forEach(level -> Distortion.GAUSSIAN_BLUR.strength(level));
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("The share must be above 0 and at most 1, not " + share);
            }
        }

        /** Plans KADID-10k's types at all levels. */
        public static Plan whole(List<ReferencePicture> references, Crop crop, long seed, CellOpinions opinions) {
            return new Plan(references, crop, Distortion.KADID10K, List.of(1, 2, 3, 4, 5), 1, seed, opinions);
        }

        /** How many distorted pictures the set has, those left out because they show nothing included. */
        public int pictures() {
            return references.stream()
                    .mapToInt(reference -> Math.toIntExact(types.stream()
                            .mapToLong(type -> levels.stream()
                                    .filter(level -> has(reference, type, level))
                                    .count())
                            .sum()))
                    .sum();
        }

        /** Whether the share that is made holds this picture; independent of the other types and levels of the plan. */
        boolean has(ReferencePicture reference, Distortion type, int level) {
            long drawn = SeededRandom.seedOf(seed, reference.number(), type.number(), level);
            return (drawn >>> 11) * 0x1p-53 < share;
        }
    }

    /**
     * The size of the window cut from a picture's centre.
     *
     * @param width in pixels
     * @param height in pixels
     */
    public record Crop(int width, int height) {

        /** KADID-10k's own size. */
        public static final Crop KADID10K = new Crop(512, 384);

        public Crop {
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException("A crop of " + width + " x " + height + " pixels holds nothing");
            }
        }

        PixelImage of(ReferencePicture reference) throws IOException {
            PixelImage image = PristinePictures.read(reference.picture());
            if (image.width() < width || image.height() < height) {
                throw new DistortedSetException(reference.picture() + " has " + image.width() + " x " + image.height()
                        + " pixels, less than the crop of " + width + " x " + height
                        + "; take a smaller crop or leave it out");
            }
            return image.crop((image.width() - width) / 2, (image.height() - height) / 2, width, height);
        }
    }

    /** Hears of each picture, also of those that are left out. Any of the writing threads may call it. */
    @FunctionalInterface
    public interface Progress {

        /** A picture was made or left out: so many of how many are done. */
        void made(int pictures, int of);
    }

    private final Path folder;
    private final Plan plan;

    private DistortedSet(Path folder, Plan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /**
     * Writes the set, or what is missing of it.
     *
     * @param threads how many pictures are worked on at once
     * @throws DistortedSetException if the folder was begun with other settings, if another process is writing to it, or
     *     if pictures cannot be used: all of them are named, and the rest of the set is written all the same, but no
     *     label table
     * @throws IOException if the folder cannot be written
     * @throws io.msliqa.work.StoppedException if interrupted; the set can be finished later
     */
    public static void write(Path folder, Plan plan, int threads, Progress progress) throws IOException {
        DistortedSet set = new DistortedSet(folder, plan);
        FolderLock lock = FolderLock.of(folder);
        try {
            set.claimFolder();
            set.writePictures(threads, progress);
            PngFiles.writeWhole(folder.resolve("dmos.csv"), set.labels().getBytes(StandardCharsets.UTF_8));
        } finally {
            lock.close();
        }
    }

    static long seedOf(Plan plan, ReferencePicture reference) {
        return SeededRandom.seedOf(plan.seed, reference.number());
    }

    private void claimFolder() throws IOException {
        Path file = folder.resolve("plan.txt");
        StringBuilder text = new StringBuilder();
        text.append("seed=").append(plan.seed).append('\n');
        text.append("crop=")
                .append(plan.crop.width)
                .append('x')
                .append(plan.crop.height)
                .append('\n');
        if (plan.share < 1) {
            text.append("share=").append(plan.share).append('\n');
        }
        text.append(plan.variety.text());
        plan.references.forEach(reference -> text.append(reference.name())
                .append('=')
                .append(reference.picture().getFileName())
                .append('\n'));
        if (Files.exists(file) && !Files.readString(file).contentEquals(text)) {
            throw new DistortedSetException(
                    folder + " was begun with another seed, crop, share, variety or other references (see " + file
                            + "); take another folder or delete it");
        }
        PngFiles.writeWhole(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the pictures. When it returns or throws, nobody writes any more, so that the folder's lock can be given back. */
    private void writePictures(int threads, Progress progress) throws IOException {
        AtomicInteger made = new AtomicInteger();
        int pictures = plan.pictures();
        List<String> problems = new ArrayList<>();
        try (Workers workers = Workers.of("msliqa-distort", threads)) {
            List<Pending<Void, IOException>> running = new ArrayList<>();
            for (ReferencePicture reference : plan.references) {
                running.add(workers.begin(() -> {
                    writeReference(reference, pictures, made, progress);
                    return null;
                }));
            }
            for (Pending<Void, IOException> one : running) {
                try {
                    one.result();
                } catch (DistortedSetException e) {
                    problems.add(e.getMessage());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new DistortedSetException(String.join("\n", problems));
        }
    }

    private void writeReference(ReferencePicture reference, int pictures, AtomicInteger made, Progress progress)
            throws IOException, InterruptedException {
        PixelImage pristine = plan.crop.of(reference);
        long seed = seedOf(plan, reference);
        writeUnlessThere(reference.fileName(), pristine);
        for (Version version : Versions.of(plan, reference)) {
            Path file = image(version.fileName(reference));
            if (!Files.exists(file) && version.showsOn(pristine)) {
                PngFiles.write(file, version.apply(pristine, seed));
            }
            progress.made(made.incrementAndGet(), pictures);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void writeUnlessThere(String name, PixelImage image) throws IOException {
        if (!Files.exists(image(name))) {
            PngFiles.write(image(name), image);
        }
    }

    private Path image(String name) {
        return folder.resolve("images").resolve(name);
    }

    private String labels() {
        SetLabels labels = new SetLabels(plan);
        StringBuilder csv = new StringBuilder(labels.header());
        for (ReferencePicture reference : plan.references) {
            csv.append(labels.clean(reference));
            for (Version version : Versions.of(plan, reference)) {
                if (Files.exists(image(version.fileName(reference)))) {
                    csv.append(labels.row(reference, version));
                }
            }
        }
        return csv.toString();
    }
}
