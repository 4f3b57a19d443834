package io.msliqa.spark.cli;

import io.msliqa.UserException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine.Command;

/**
 * {@code msliqa prepare}: does once what most commands do, while Java notes which classes that takes. The launcher tells
 * Java where to keep them (a class-data archive).
 */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description =
                "Makes later starts on this machine three times as fast: keeps Java's classes, ready for use, in a file"
                        + " of 200 MB beside the program's jars. Needed again after another Java was installed. Works with the"
                        + " program's own Spark.")
final class PrepareCommand implements Callable<ExitCode> {

    private static final List<String> FORMATS = List.of("jpg", "png");

    @Override
    public ExitCode call() throws IOException {
        if (ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .noneMatch(option -> option.startsWith("-XX:ArchiveClassesAtExit="))) {
            throw new UserException("Nothing is kept: prepare works with the program's own launcher and its own Spark."
                    + " Unset SPARK_HOME, leave out all options, and run bin/msliqa prepare (submit/msliqa prepare)");
        }
        Path folder = Files.createTempDirectory("msliqa-prepare");
        try {
            Path pictures = Files.createDirectory(folder.resolve("pictures"));
            for (String format : FORMATS) {
                ImageIO.write(
                        picture(), format, pictures.resolve("picture." + format).toFile());
            }
            String table = folder.resolve("table").toString();
            int scored = Msliqa.run("score", pictures.toString(), "--output", table);
            int again = Msliqa.run("score", pictures.toString(), "--output", table);
            Msliqa.run("score", pictures.resolve("picture.jpg").toString());
            return scored == 0 && again == 0 ? ExitCode.OK : ExitCode.BROKEN;
        } finally {
            PathUtils.deleteDirectory(folder);
        }
    }

    private static BufferedImage picture() {
        BufferedImage picture = new BufferedImage(512, 384, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, ((x / 2) << 16) | ((y / 2) << 8) | ((x ^ y) & 0xff));
            }
        }
        return picture;
    }
}
