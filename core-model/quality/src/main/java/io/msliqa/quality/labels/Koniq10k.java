package io.msliqa.quality.labels;

import io.msliqa.quality.table.Columns;
import io.msliqa.scale.QualityScale;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * KonIQ-10k (Hosu et al., 2020): {@code koniq10k_scores_and_distributions.csv}, of which {@code image_name}, {@code MOS}
 * (1 to 5, higher is better) and {@code SD} are read, beside {@code 1024x768/} or, where that is missing, {@code
 * 512x384/}.
 */
final class Koniq10k {

    static final QualityScale SCALE = QualityScale.higherIsBetter(1, 5);

    private Koniq10k() {}

    static LabelledSet read(Path rootOrFile, ImagePresence presence) {
        Path file = Files.isDirectory(rootOrFile)
                ? rootOrFile.resolve("koniq10k_scores_and_distributions.csv")
                : rootOrFile;
        Path large = file.resolveSibling("1024x768");
        Path images = Files.isDirectory(large) ? large : file.resolveSibling("512x384");
        LabelChecks checks = new LabelChecks("KonIQ-10k", SCALE, new ImageFolder(images), presence);
        CsvTable.read(file, Columns.OPINIONS, checks).forEach(checks::add);
        return checks.finish();
    }
}
