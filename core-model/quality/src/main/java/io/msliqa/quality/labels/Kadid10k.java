package io.msliqa.quality.labels;

import io.msliqa.quality.table.Columns;
import io.msliqa.quality.table.Field;
import io.msliqa.scale.QualityScale;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * KADID-10k (Lin, Hosu, Saupe, QoMEX 2019): {@code dmos.csv} with {@code dist_img,ref_img,dmos,var} beside {@code
 * images/}. Its "dmos" runs from 1 to 5 and is better when higher; its "var" is a standard deviation (with 30 opinions a
 * picture, only then are the sums of squares whole numbers).
 */
final class Kadid10k {

    static final QualityScale SCALE = QualityScale.higherIsBetter(1, 5);

    /** The last two are of sets that {@code msliqa distort} made. */
    private static final Columns COLUMNS = Columns.OPINIONS
            .orElse(Field.DEVIATION, "var")
            .orElse(Field.CAUSE, "cause")
            .orElse(Field.GREY, "grey");

    private Kadid10k() {}

    static LabelledSet read(Path rootOrFile, ImagePresence presence) {
        Path file = Files.isDirectory(rootOrFile) ? rootOrFile.resolve("dmos.csv") : rootOrFile;
        Path images = file.resolveSibling("images");
        LabelChecks checks = new LabelChecks("KADID-10k", SCALE, new ImageFolder(images), presence);
        CsvTable.read(file, COLUMNS, checks)
                .forEach(label -> DistortedName.add(label, DistortedName.KADID10K_TYPES, checks));
        return checks.finish();
    }
}
