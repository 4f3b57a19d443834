package io.msliqa.quality.labels;

import io.msliqa.quality.table.Columns;
import io.msliqa.quality.table.Field;
import io.msliqa.scale.QualityScale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * CSIQ (Larson and Chandler, 2010): the sheet {@code all_by_image} of {@code csiq.DMOS.xlsx} with {@code image,
 * dst_type, dst_lev, dmos_std, dmos}, or {@code csiq.DMOS.csv} exported from it, and {@code dst_imgs/}, where level 3 of
 * the blurred "trolley" is {@code blur/trolley.BLUR.3.png}. 0 to 1, lower is better.
 */
final class Csiq {

    static final QualityScale SCALE = QualityScale.lowerIsBetter(0, 1);

    /** What the sheet calls a distortion, and its folder, which the file names repeat. */
    private static final Map<String, String> FOLDERS = Map.of(
            "noise", "awgn",
            "awgn", "awgn",
            "blur", "blur",
            "contrast", "contrast",
            "fnoise", "fnoise",
            "jpeg", "jpeg",
            "jpeg 2000", "jpeg2000",
            "jpeg2000", "jpeg2000");

    private Csiq() {}

    static LabelledSet read(Path rootOrFile, ImagePresence presence) {
        Path file = rootOrFile;
        if (Files.isDirectory(rootOrFile)) {
            Path csv = rootOrFile.resolve("csiq.DMOS.csv");
            file = Files.exists(csv) ? csv : rootOrFile.resolve("csiq.DMOS.xlsx");
        }
        Columns columns = Columns.OPINIONS.with(Field.DISTORTION, "dst_type").with(Field.LEVEL, "dst_lev");
        Path images = file.resolveSibling("dst_imgs");
        LabelChecks checks = new LabelChecks("CSIQ", SCALE, new ImageFolder(images), presence);
        for (RawLabel label : LabelTable.read(file, "all_by_image", columns, checks)) {
            String folder = FOLDERS.get(label.distortion().toLowerCase(Locale.ROOT));
            if (folder == null) {
                checks.problem(label.place() + ": '" + label.distortion() + "' is no distortion of CSIQ; it has "
                        + FOLDERS.keySet().stream().sorted().toList());
            } else {
                String reference = label.image();
                String name = folder + "/" + reference + "." + token(folder) + "." + label.level() + ".png";
                checks.add(label.of(name, reference, folder));
            }
        }
        return checks.finish();
    }

    private static String token(String folder) {
        return switch (folder) {
            case "awgn", "blur", "jpeg" -> folder.toUpperCase(Locale.ROOT);
            default -> folder;
        };
    }
}
