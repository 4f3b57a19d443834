package io.msliqa.image.format;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.msliqa.image.ImageException;
import io.msliqa.image.format.Samples.Alpha;
import io.msliqa.image.format.Samples.Model;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** TIFF pages that TwelveMonkeys decodes: fax compressions, old JPEG, and luma and chroma without JPEG. */
final class ForeignTiff {

    private ForeignTiff() {}

    static Samples read(ByteView file, int page, int width, int height) throws ImageException {
        if (page < 0) {
            throw Problem.unsupported(
                    "The TIFF file's picture lies in a sub-directory and is compressed in an old way");
        }
        BufferedImage image;
        String[] damage = {""};
        try {
            ImageReader reader = new TIFFImageReaderSpi().createReaderInstance();
            try (ImageInputStream stream =
                    new StoppableStream(new ByteArrayImageInputStream(file.array(), file.start(), file.length()))) {
                reader.addIIOReadWarningListener((source, warning) -> {
                    if (warning.toLowerCase(Locale.ROOT).contains("corrupt")) {
                        damage[0] = warning;
                    }
                });
                reader.setInput(stream, false, true);
                image = reader.read(page);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw explained(e);
        }
        if (!damage[0].isEmpty()) {
            throw Problem.corrupt("The TIFF file's picture data is damaged: " + damage[0]);
        }
        if (image.getWidth() != width || image.getHeight() != height) {
            throw Problem.corrupt("The TIFF file's picture is not as large as its page says");
        }
        return samples(image);
    }

    private static ImageException explained(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return Problem.truncated("The TIFF file ends before its picture does");
            }
            if (cause instanceof StoppableStream.Stopped) {
                return Problem.stopped();
            }
        }
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("unsupported") || message.contains("not supported")
                ? Problem.unsupported("This variant of TIFF is not read here (" + e + ")")
                : Problem.corrupt("The TIFF file's picture data is damaged (" + e + ")");
    }

    /** Samples as they are stored, never through getRGB, which bends grey. */
    private static Samples samples(BufferedImage image) throws ImageException {
        int width = image.getWidth();
        int height = image.getHeight();
        ColorModel colours = image.getColorModel();
        Raster raster = image.getRaster();
        boolean palette = colours instanceof java.awt.image.IndexColorModel;
        boolean grey = !palette && raster.getNumBands() < 3;
        Model model = grey ? Model.GREY : Model.RGB;
        byte[] samples = new byte[Math.multiplyExact(model.channels(), Math.multiplyExact(width, height))];
        int[] row = new int[raster.getNumBands() * width];
        int to = 0;
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < model.channels(); c++) {
                    samples[to++] = palette
                            ? (byte) (colours.getRGB(row[x]) >> (16 - 8 * c))
                            : SampleDepth.to8(row[x * raster.getNumBands() + c], white(raster, c));
                }
            }
        }
        return Samples.of8(width, height, model, Alpha.NONE, samples);
    }

    private static int white(Raster raster, int band) {
        return (1 << Math.min(16, raster.getSampleModel().getSampleSize(band))) - 1;
    }
}
