package io.msliqa.quality.sample;

import static io.msliqa.quality.distortion.Distortion.DARKEN;
import static io.msliqa.quality.distortion.Distortion.GAUSSIAN_BLUR;
import static io.msliqa.quality.distortion.Distortion.HIGH_SHARPEN;
import static io.msliqa.quality.distortion.Distortion.JPEG;
import static io.msliqa.quality.distortion.Distortion.JPEG_2000;
import static io.msliqa.quality.distortion.Distortion.LENS_BLUR;
import static io.msliqa.quality.distortion.Distortion.MOTION_BLUR;
import static io.msliqa.quality.distortion.Distortion.PIXELATE;
import static io.msliqa.quality.distortion.Distortion.WHITE_NOISE;

import io.msliqa.image.PixelImage;
import io.msliqa.quality.distortion.Distortion;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;

/**
 * Writes the pictures of {@code docs/samples}: each scene clean and at several levels of damage. The number in a name is
 * the damage's level, 0 for none.
 */
public final class SamplePictures {

    private static final float JPEG_QUALITY = 0.88f;

    private record Damage(Distortion type, int level, String name) {}

    private record Sample(String name, Scene scene, List<Damage> damages) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample(
                    "harbour",
                    new Harbour(),
                    List.of(
                            new Damage(GAUSSIAN_BLUR, 3, "blur"),
                            new Damage(GAUSSIAN_BLUR, 5, "blur"),
                            new Damage(JPEG, 3, "jpeg"),
                            new Damage(JPEG, 5, "jpeg"))),
            new Sample(
                    "street",
                    new Street(),
                    List.of(
                            new Damage(WHITE_NOISE, 2, "noise"),
                            new Damage(WHITE_NOISE, 5, "noise"),
                            new Damage(LENS_BLUR, 4, "defocus"),
                            new Damage(PIXELATE, 5, "pixelate"))),
            new Sample(
                    "valley",
                    new Valley(),
                    List.of(
                            new Damage(JPEG_2000, 3, "jpeg2000"),
                            new Damage(JPEG_2000, 5, "jpeg2000"),
                            new Damage(DARKEN, 5, "darken"),
                            new Damage(MOTION_BLUR, 5, "motion"))),
            new Sample(
                    "meadow",
                    new Meadow(),
                    List.of(
                            new Damage(LENS_BLUR, 2, "defocus"),
                            new Damage(LENS_BLUR, 5, "defocus"),
                            new Damage(HIGH_SHARPEN, 5, "sharpen"),
                            new Damage(JPEG, 4, "jpeg"))));

    private SamplePictures() {}

    /** Takes the folder to write into. */
    public static void main(String[] folder) throws IOException {
        Path samples = Files.createDirectories(Path.of(folder[0]));
        for (Sample sample : SAMPLES) {
            PixelImage clean = Render.of(sample.scene);
            write(samples.resolve(sample.name + "-0-clean.jpg"), clean);
            for (Damage damage : sample.damages) {
                write(
                        samples.resolve(sample.name + "-" + damage.level + "-" + damage.name + ".jpg"),
                        damage.type.apply(clean, damage.level, 1));
            }
        }
    }

    private static void write(Path file, PixelImage image) throws IOException {
        BufferedImage buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < image.width() * image.height(); i++) {
            int x = i % image.width();
            int y = i / image.width();
            buffered.setRGB(x, y, image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2));
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(JPEG_QUALITY);
        Files.deleteIfExists(file);
        try (FileImageOutputStream stream = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(buffered, null, null), settings);
        } finally {
            writer.dispose();
        }
    }
}
