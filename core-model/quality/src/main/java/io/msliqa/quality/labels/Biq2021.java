package io.msliqa.quality.labels;

import io.msliqa.quality.table.Columns;
import io.msliqa.scale.QualityScale;
import java.nio.file.Files;
import java.nio.file.Path;

/** BIQ2021 (Ahmed and Asif, 2022): {@code mos.csv} with {@code image,mos} beside {@code images/}; mos 0 to 1. */
final class Biq2021 {

    static final QualityScale SCALE = QualityScale.higherIsBetter(0, 1);

    private Biq2021() {}

    static LabelledSet read(Path rootOrFile, ImagePresence presence) {
        Path file = Files.isDirectory(rootOrFile) ? rootOrFile.resolve("mos.csv") : rootOrFile;
        Path images = file.resolveSibling("images");
        LabelChecks checks = new LabelChecks("BIQ2021", SCALE, new ImageFolder(images), presence);
        CsvTable.read(file, Columns.OPINIONS, checks).forEach(checks::add);
        return checks.finish();
    }
}
