package io.msliqa.image.decode;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.DecodedImage;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decodes the files of a folder for src/test/python/compare_decoders.py: a PPM file for each picture, and a line for each
 * file on the standard output, its name, what became of it, the milliseconds and the message, with tabs between.
 */
final class DecodeFolder {

    private static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.DEFAULT);

    private DecodeFolder() {}

    /**
     * Decodes them.
     *
     * @param args the folder of the files, and one for the pictures, or "-" for none
     */
    public static void main(String[] args) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(args[0]))) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (Path file : files) {
            long start = System.nanoTime();
            String outcome;
            String message = "";
            try {
                DecodedImage image = DECODER.decode(Files.readAllBytes(file));
                outcome = image.format().name();
                message = image.capture().toString();
                if (!args[1].equals("-")) {
                    write(image.pixels(), Path.of(args[1]).resolve(file.getFileName() + ".ppm"));
                }
            } catch (ImageException e) {
                outcome = e.reason().name();
                message = e.getMessage();
            }
            out.println(file.getFileName() + "\t" + outcome + "\t" + (System.nanoTime() - start) / 1_000_000 + "\t"
                    + message.replaceAll("\\s+", " "));
        }
    }

    private static void write(PixelImage image, Path file) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file)) {
            stream.write(
                    ("P6\n" + image.width() + " " + image.height() + "\n255\n").getBytes(StandardCharsets.US_ASCII));
            stream.write(image.rgb());
        }
    }
}
