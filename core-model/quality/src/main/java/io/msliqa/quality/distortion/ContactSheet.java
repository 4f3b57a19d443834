package io.msliqa.quality.distortion;

import io.msliqa.image.PixelImage;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A picture to look at: one reference under every distortion, a row a type, a column a level, the reference itself first,
 * each labelled with its level and mean score. Cells are cut from the middle, not shrunk, which would hide the damage.
 */
public final class ContactSheet {

    private static final int CELL_WIDTH = 256;
    private static final int CELL_HEIGHT = 192;
    private static final int LABEL_HEIGHT = 16;

    private final PixelImage reference;
    private final DistortedSet.Plan plan;
    private final int cellWidth;
    private final int cellHeight;

    private ContactSheet(PixelImage reference, DistortedSet.Plan plan) {
        this.reference = reference;
        this.plan = plan;
        this.cellWidth = Math.min(CELL_WIDTH, reference.width());
        this.cellHeight = Math.min(CELL_HEIGHT, reference.height());
    }

    /**
     * Draws the sheet of one of a plan's references, with the very pictures that the set has, as a PNG.
     *
     * @throws DistortedSetException if the reference cannot be read or is smaller than the plan's crop
     * @throws IOException if a file cannot be read or written
     */
    public static void write(Path png, ReferencePicture reference, DistortedSet.Plan plan) throws IOException {
        ContactSheet sheet = new ContactSheet(plan.crop().of(reference), plan);
        PngFiles.write(png, sheet.draw(DistortedSet.seedOf(plan, reference)));
    }

    private BufferedImage draw(long seed) {
        int columns = plan.levels().size() + 1;
        int rows = plan.types().size();
        BufferedImage sheet = new BufferedImage(
                columns * cellWidth, rows * (cellHeight + LABEL_HEIGHT), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, LABEL_HEIGHT - 4));
        graphics.setColor(Color.WHITE);
        for (int row = 0; row < rows; row++) {
            Distortion type = plan.types().get(row);
            drawCell(graphics, 0, row, reference, type.number() + " " + type.displayName());
            for (int column = 1; column < columns; column++) {
                int level = plan.levels().get(column - 1);
                drawCell(graphics, column, row, type.apply(reference, level, seed), label(type, level));
            }
        }
        graphics.dispose();
        return sheet;
    }

    private String label(Distortion type, int level) {
        OptionalDouble score = plan.opinions().opinion(type, level);
        return score.isEmpty()
                ? "level " + level
                : String.format(Locale.ROOT, "level %d: %.2f", level, score.getAsDouble());
    }

    private void drawCell(Graphics2D graphics, int column, int row, PixelImage picture, String label) {
        int left = column * cellWidth;
        int top = row * (cellHeight + LABEL_HEIGHT);
        graphics.drawString(label, left + 4, top + LABEL_HEIGHT - 4);
        PixelImage middle = picture.crop(
                (picture.width() - cellWidth) / 2, (picture.height() - cellHeight) / 2, cellWidth, cellHeight);
        graphics.drawImage(Compression.toBuffered(middle), left, top + LABEL_HEIGHT, null);
    }
}
