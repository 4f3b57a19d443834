package io.msliqa.quality.distortion;

import io.msliqa.image.PixelImage;
import io.msliqa.quality.table.Columns;
import io.msliqa.quality.table.Field;
import io.msliqa.quality.table.TableFormat;
import io.msliqa.quality.table.TableOption;
import io.msliqa.quality.table.TableRow;
import io.msliqa.quality.table.TextTable;
import io.msliqa.work.Pending;
import io.msliqa.work.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes pictures with TID2013's distortions at its levels, in its layout: {@code reference_images/I07.png}, {@code
 * distorted_images/I07_08_3.png} (reference 7, type 8, level 3) and {@code mos_with_names.txt}. To choose models by, on
 * contents of one's own: a picture is labelled with the mean opinion of its (type, level) cell in TID2013 itself.
 *
 * <p>A set that was interrupted is finished by writing it again.
 */
public final class TidSet {

    private static final Pattern NAME = Pattern.compile("(?i)i\\d+_(\\d+)_(\\d+)\\.\\w+");

    /**
     * What to write.
     *
     * @param references the pristine pictures; each at least as large as the crop
     * @param crop the centre window that is cut of each first
     * @param share of each reference's types and levels that is made, drawn for each by itself: above 0, to 1 for all
     * @param seed of all that is random
     */
    public record Plan(List<ReferencePicture> references, DistortedSet.Crop crop, double share, long seed) {

        public Plan {
            references = List.copyOf(references);
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("The share must be above 0 and at most 1, not " + share);
            }
        }

        private boolean has(ReferencePicture reference, Cell cell) {
            long drawn =
                    SeededRandom.seedOf(seed, reference.number(), cell.type().number(), cell.level());
            return (drawn >>> 11) * 0x1p-53 < share;
        }

        /** How many distorted pictures there will be, those left out because they show nothing included. */
        public int pictures() {
            return Math.toIntExact(references.stream()
                    .mapToLong(reference -> Cell.all().stream()
                            .filter(cell -> has(reference, cell))
                            .count())
                    .sum());
        }
    }

    private record Cell(TidDistortion type, int level) {

        static List<Cell> all() {
            List<Cell> cells = new ArrayList<>();
            for (TidDistortion type : TidDistortion.values()) {
                for (int level = 1; level <= TidDistortion.LEVELS; level++) {
                    cells.add(new Cell(type, level));
                }
            }
            return cells;
        }

        String fileName(ReferencePicture reference) {
            return String.format(Locale.ROOT, "%s_%02d_%d.png", reference.name(), type.number(), level);
        }
    }

    private final Path folder;
    private final Plan plan;

    private TidSet(Path folder, Plan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /**
     * Writes the set, or what is missing of it.
     *
     * @param labels TID2013's opinions, with names such as {@code i01_08_3.bmp}, under usual column names
     * @param threads how many pictures are worked on at once
     * @throws DistortedSetException if the labels lack a cell, another process is writing to the folder, or a picture
     *     cannot be used
     * @throws IOException if a file cannot be read or written
     * @throws io.msliqa.work.StoppedException if interrupted; the set can be finished later
     */
    public static void write(Path folder, Plan plan, Path labels, int threads, DistortedSet.Progress progress)
            throws IOException {
        Map<Cell, Double> opinions = opinions(labels);
        FolderLock lock = FolderLock.of(folder);
        try {
            TidSet set = new TidSet(folder, plan);
            set.writePictures(threads, progress);
            PngFiles.writeWhole(
                    folder.resolve("mos_with_names.txt"), set.labels(opinions).getBytes(StandardCharsets.UTF_8));
        } finally {
            lock.close();
        }
    }

    private static Map<Cell, Double> opinions(Path labels) throws IOException {
        Map<Cell, List<Double>> read = new HashMap<>();
        try (TextTable table =
                TextTable.open(Files.newInputStream(labels), labels.toString(), TableOption.usual(Columns.OPINIONS))) {
            table.forEachRemaining(row -> add(row, read));
        }
        Map<Cell, Double> means = new HashMap<>();
        for (Cell cell : Cell.all()) {
            means.put(
                    cell,
                    read.getOrDefault(cell, List.of()).stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow(() -> new DistortedSetException(labels + " has no opinion of type "
                                    + cell.type().number() + " at level " + cell.level()
                                    + "; give TID2013's own label table")));
        }
        return means;
    }

    private static void add(TableRow row, Map<Cell, List<Double>> opinions) {
        Matcher name = NAME.matcher(row.text(Field.IMAGE));
        double opinion = TableFormat.FOUND.number(row.text(Field.OPINION));
        int type = name.matches() ? Integer.parseInt(name.group(1)) : 0;
        if (type < 1 || type > TidDistortion.values().length || Double.isNaN(opinion)) {
            throw new DistortedSetException(row.place() + ": '" + row.text(Field.IMAGE) + "' and '"
                    + row.text(Field.OPINION) + "' are no name like i01_08_3.bmp and no opinion");
        }
        Cell cell = new Cell(TidDistortion.all().get(type - 1), Integer.parseInt(name.group(2)));
        opinions.computeIfAbsent(cell, key -> new ArrayList<>()).add(opinion);
    }

    private void writePictures(int threads, DistortedSet.Progress progress) throws IOException {
        AtomicInteger made = new AtomicInteger();
        int pictures = plan.pictures();
        try (Workers workers = Workers.of("msliqa-distort", threads)) {
            List<Pending<Void, IOException>> running = new ArrayList<>();
            for (ReferencePicture reference : plan.references()) {
                running.add(workers.begin(() -> {
                    writeReference(reference, () -> progress.made(made.incrementAndGet(), pictures));
                    return null;
                }));
            }
            for (Pending<Void, IOException> one : running) {
                one.result();
            }
        }
    }

    private void writeReference(ReferencePicture reference, Runnable made) throws IOException, InterruptedException {
        PixelImage pristine = plan.crop().of(reference);
        long seed = SeededRandom.seedOf(plan.seed(), reference.number());
        Path original = folder.resolve("reference_images").resolve(reference.fileName());
        if (!Files.exists(original)) {
            PngFiles.write(original, pristine);
        }
        for (Cell cell : Cell.all()) {
            if (plan.has(reference, cell)) {
                Path file = image(reference, cell);
                if (cell.type().showsOn(pristine) && !Files.exists(file)) {
                    PngFiles.write(file, cell.type().apply(pristine, cell.level(), seed));
                }
                made.run();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    }

    private Path image(ReferencePicture reference, Cell cell) {
        return folder.resolve("distorted_images").resolve(cell.fileName(reference));
    }

    private String labels(Map<Cell, Double> opinions) {
        StringBuilder text = new StringBuilder();
        for (ReferencePicture reference : plan.references()) {
            for (Cell cell : Cell.all()) {
                if (plan.has(reference, cell) && Files.exists(image(reference, cell))) {
                    text.append(String.format(Locale.ROOT, "%.5f %s\n", opinions.get(cell), cell.fileName(reference)));
                }
            }
        }
        return text.toString();
    }
}
