package io.msliqa.spark.training;

import io.msliqa.quality.labels.LabelledImage;
import io.msliqa.quality.labels.LabelledSet;
import io.msliqa.torch.training.TrainingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes down which pictures a model learned from and which chose it, so that nobody tests it on either by mistake. */
public final class PictureLists {

    private PictureLists() {}

    /**
     * Writes a table with the columns source, part (training or validation), image, score and reference.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(List<TrainingSource> sources, Path file) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader("source", "part", "image", "score", "reference")
                .get();
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (CSVPrinter csv = new CSVPrinter(Files.newBufferedWriter(file), format)) {
            for (TrainingSource source : sources) {
                print(csv, source.name(), "training", source.training());
                print(csv, source.name(), "validation", source.validation());
            }
        }
    }

    private static void print(CSVPrinter csv, String source, String part, LabelledSet set) throws IOException {
        for (LabelledImage image : set.images()) {
            csv.printRecord(source, part, image.image(), image.opinion(), image.reference());
        }
    }
}
