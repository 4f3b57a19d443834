package io.msliqa.quality.labels;

import io.msliqa.quality.table.TableOption;
import io.msliqa.scale.QualityScale;
import java.nio.file.Path;

/** Reads any CSV of labels: a header, then a row a picture. */
public final class CsvLabels {

    private CsvLabels() {}

    /**
     * Reads a label table.
     *
     * @param file the table; its name without ending becomes the set's
     * @param images the folder that the image column is relative to
     * @param scale the range and direction of its opinions
     * @param option how it is written, and which column holds what
     * @param presence whether the pictures must be there
     * @throws DatasetException with all that is wrong: a missing column or picture, a doubled row, an opinion that is no
     *     number or not on the scale
     */
    public static LabelledSet read(
            Path file, Path images, QualityScale scale, TableOption option, ImagePresence presence) {
        String fileName = file.getFileName().toString();
        LabelChecks checks = new LabelChecks(
                fileName.replaceFirst("\\.(?i:gz)$", "").replaceFirst("\\.[^.]+$", ""),
                scale,
                new ImageFolder(images),
                presence,
                option.format());
        CsvTable.read(file, option, checks).forEach(checks::add);
        return checks.finish();
    }
}
