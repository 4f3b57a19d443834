package io.msliqa.quality.sample;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.ModelBundle;
import io.msliqa.scoring.ImageResult;
import io.msliqa.scoring.ImageScorer;
import io.msliqa.scoring.ScoringSettings;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Draws the sample pictures in the order of their scores, for the README: the folder of the samples, the JPEG to write. */
public final class SampleRanking {

    private static final int COLUMNS = 5;
    private static final int WIDTH = 152;
    private static final int HEIGHT = 114;
    private static final int LABEL = 18;
    private static final int GAP = 4;

    private record Scored(Path file, double score) {}

    private SampleRanking() {}

    public static void main(String[] paths) throws IOException {
        Path sheet = Path.of(paths[1]);
        Files.createDirectories(sheet.toAbsolutePath().getParent());
        ImageIO.write(draw(scored(Path.of(paths[0]))), "jpeg", sheet.toFile());
    }

    private static List<Scored> scored(Path folder) throws IOException {
        List<Scored> scored = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder);
                ImageScorer scorer = ImageScorer.open(
                        ModelBundle.shipped(), new ImageDecoder(DecodeLimits.DEFAULT), ScoringSettings.DEFAULT)) {
            for (Path file : files.sorted().toList()) {
                if (scorer.score(file) instanceof ImageResult.Scored result) {
                    scored.add(new Scored(file, result.score().score()));
                }
            }
        }
        scored.sort(Comparator.comparingDouble(Scored::score).reversed());
        return scored;
    }

    private static BufferedImage draw(List<Scored> pictures) throws IOException {
        int rows = (pictures.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(
                COLUMNS * (WIDTH + GAP) - GAP, rows * (HEIGHT + LABEL + GAP) - GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setColor(Color.DARK_GRAY);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        for (int i = 0; i < pictures.size(); i++) {
            Scored picture = pictures.get(i);
            int left = i % COLUMNS * (WIDTH + GAP);
            int top = i / COLUMNS * (HEIGHT + LABEL + GAP);
            graphics.drawImage(ImageIO.read(picture.file().toFile()), left, top, WIDTH, HEIGHT, null);
            String name = picture.file().getFileName().toString().replace(".jpg", "");
            graphics.drawString(
                    String.format(Locale.ROOT, "%.2f  %s", picture.score(), name), left + 2, top + HEIGHT + LABEL - 5);
        }
        graphics.dispose();
        return sheet;
    }
}
