package io.msliqa.quality.labels;

import io.msliqa.scale.QualityScale;
import java.nio.file.Path;

/** Reads any CSV of labels: a header, then a row a picture. */
public final class CsvLabels {

    private CsvLabels() {}

    /**
     * Reads a label table in UTF-8, separated by commas, semicolons or tabs.
     *
     * @param file the table; its name without ending becomes the set's
     * @param images the folder that the image column is relative to
     * @param scale the range and direction of its scores
     * @param columns which column holds what
     * @param presence whether the pictures must be there
     * @throws DatasetException with all that is wrong: a missing column or picture, a doubled row, a score that is no
     *     number or not on the scale
     */
    public static LabelledSet read(
            Path file, Path images, QualityScale scale, CsvColumns columns, ImagePresence presence) {
        String fileName = file.getFileName().toString();
        LabelChecks checks =
                new LabelChecks(fileName.replaceFirst("\\.[^.]+$", ""), scale, new ImageFolder(images), presence);
        CsvTable.read(file, columns, checks).forEach(checks::add);
        return checks.finish();
    }
}
