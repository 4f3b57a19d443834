package io.msliqa.quality.labels;

import io.msliqa.scale.QualityScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;

/**
 * LIVE, release 2 (Sheikh, Sabir, Bovik, 2006): {@code dmos_realigned.mat} ({@code dmos_new}, {@code dmos_std}, {@code
 * orgs}) and {@code refnames_all.mat}, whose 982 entries are the pictures {@code img1.bmp}, {@code img2.bmp}, ... of
 * {@code jp2k/}, {@code jpeg/}, {@code wn/}, {@code gblur/} and {@code fastfading/} in this order. The 203 undistorted
 * ones are left out. Realigned scores leave 0 to 100 a little; lower is better. Levels are not published.
 */
final class LiveR2 {

    static final QualityScale SCALE = QualityScale.lowerIsBetter(-10, 120);

    private record Part(String folder, int pictures) {}

    private static final List<Part> PARTS = List.of(
            new Part("jp2k", 227),
            new Part("jpeg", 233),
            new Part("wn", 174),
            new Part("gblur", 174),
            new Part("fastfading", 174));

    private static final int PICTURES = 982;

    private LiveR2() {}

    static LabelledSet read(Path root, ImagePresence presence) {
        LabelChecks checks = new LabelChecks("LIVE", SCALE, new ImageFolder(root), presence);
        Path scores = root.resolve("dmos_realigned.mat");
        Path references = root.resolve("refnames_all.mat");
        for (Path file : List.of(scores, references)) {
            if (!Files.isRegularFile(file)) {
                checks.problem("there is no label file " + file);
                return checks.finish();
            }
        }
        try (MatFile opinions = Mat5.readFromFile(scores.toFile());
                MatFile names = Mat5.readFromFile(references.toFile())) {
            add(scores, opinions, names.getCell("refnames_all"), checks);
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            checks.problem(scores + " and " + references + " are not LIVE's: " + e.getMessage());
        }
        return checks.finish();
    }

    private static void add(Path file, MatFile opinions, Cell references, LabelChecks checks) {
        Matrix scores = opinions.getMatrix("dmos_new");
        Matrix deviations = opinions.getMatrix("dmos_std");
        Matrix undistorted = opinions.getMatrix("orgs");
        if (scores.getNumElements() != PICTURES || references.getNumElements() != PICTURES) {
            checks.problem(file + " has " + scores.getNumElements() + " opinions and " + references.getNumElements()
                    + " references, release 2 has " + PICTURES);
            return;
        }
        int entry = 0;
        for (Part part : PARTS) {
            for (int number = 1; number <= part.pictures(); number++, entry++) {
                if (undistorted.getDouble(entry) == 0) {
                    checks.add(new RawLabel(
                            file + ":entry " + (entry + 1),
                            part.folder() + "/img" + number + ".bmp",
                            Double.toString(scores.getDouble(entry)),
                            Double.toString(deviations.getDouble(entry)),
                            references.getChar(entry).getString(),
                            part.folder(),
                            ""));
                }
            }
        }
    }
}
