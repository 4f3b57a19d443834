package io.msliqa.quality.labels;

import io.msliqa.quality.table.Columns;
import io.msliqa.scale.QualityScale;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * SPAQ (Fang et al., CVPR 2020): {@code Annotations/MOS and Image attribute scores.xlsx}, of which {@code Image name}
 * and {@code MOS} (0 to 100, higher is better) are read, and {@code TestImage/}. A CSV export of the sheet in the same
 * place and under the same name does as well.
 */
final class Spaq {

    static final QualityScale SCALE = QualityScale.higherIsBetter(0, 100);

    private static final String NAME = "MOS and Image attribute scores";

    private Spaq() {}

    static LabelledSet read(Path rootOrFile, ImagePresence presence) {
        Path file = rootOrFile;
        if (Files.isDirectory(rootOrFile)) {
            Path csv = rootOrFile.resolve("Annotations").resolve(NAME + ".csv");
            file = Files.exists(csv) ? csv : rootOrFile.resolve("Annotations").resolve(NAME + ".xlsx");
        }
        Path images = file.toAbsolutePath().getParent().resolveSibling("TestImage");
        LabelChecks checks = new LabelChecks("SPAQ", SCALE, new ImageFolder(images), presence);
        LabelTable.read(file, NAME, Columns.OPINIONS, checks).forEach(checks::add);
        return checks.finish();
    }
}
