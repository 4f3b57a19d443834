package io.msliqa.quality.labels;

import io.msliqa.quality.table.Columns;
import io.msliqa.scale.QualityScale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * TID2013 (Ponomarenko et al., 2015): {@code mos_with_names.txt}, a score and a name a line, {@code mos_std.txt}, a
 * deviation a line in the same order, beside {@code distorted_images/}. 0 to 9, higher is better. Names differ in case
 * from the files.
 */
final class Tid2013 {

    static final QualityScale SCALE = QualityScale.higherIsBetter(0, 9);

    private Tid2013() {}

    static LabelledSet read(Path rootOrFile, ImagePresence presence) {
        Path file = Files.isDirectory(rootOrFile) ? rootOrFile.resolve("mos_with_names.txt") : rootOrFile;
        Path images = file.resolveSibling("distorted_images");
        LabelChecks checks = new LabelChecks("TID2013", SCALE, new ImageFolder(images), presence);
        List<RawLabel> labels = file.toString().endsWith(".csv")
                ? CsvTable.read(file, Columns.OPINIONS, checks)
                : withDeviations(plain(file, checks), file.resolveSibling("mos_std.txt"), checks);
        labels.forEach(label -> DistortedName.add(label, DistortedName.TID2013_TYPES, checks));
        return checks.finish();
    }

    private static List<RawLabel> plain(Path file, LabelChecks checks) {
        if (!Files.isRegularFile(file)) {
            checks.problem("there is no label file " + file);
            return List.of();
        }
        List<String> lines = lines(file, checks);
        List<RawLabel> labels = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).strip().split("\\s+", 2);
            String place = file + ":" + (i + 1);
            if (parts.length == 2) {
                labels.add(new RawLabel(place, parts[1], parts[0], "", "", "", ""));
            } else if (!parts[0].isEmpty()) {
                checks.problem(place + ": '" + lines.get(i) + "' is not an opinion and a name");
            }
        }
        return labels;
    }

    private static List<RawLabel> withDeviations(List<RawLabel> labels, Path file, LabelChecks checks) {
        if (!Files.isRegularFile(file)) {
            return labels;
        }
        List<String> deviations =
                lines(file, checks).stream().filter(line -> !line.isBlank()).toList();
        if (deviations.size() != labels.size()) {
            checks.problem(file + " has " + deviations.size() + " deviations for " + labels.size() + " opinions");
            return labels;
        }
        List<RawLabel> joined = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            joined.add(labels.get(i).withDeviation(deviations.get(i).strip()));
        }
        return joined;
    }

    private static List<String> lines(Path file, LabelChecks checks) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            checks.problem(file + " cannot be read as text: " + e.getMessage());
            return List.of();
        }
    }
}
