package io.msliqa.quality.distortion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A pristine picture and the number it goes by in a distorted set.
 *
 * @param name what its files are called in the set, e.g. {@code I007}
 * @param number from 1
 * @param picture the file
 */
public record ReferencePicture(String name, int number, Path picture) {

    private static final Pattern PICTURE =
            Pattern.compile(".*\\.(png|jpe?g|bmp|gif|tiff?|webp)", Pattern.CASE_INSENSITIVE);

    public ReferencePicture {
        if (name.isBlank() || number < 1) {
            throw new IllegalArgumentException(
                    "A reference needs a name and a number from 1, not '" + name + "', " + number);
        }
    }

    /**
     * The pictures directly in a folder, by file ending, numbered in the order of their names. The numbers are padded
     * with zeros to two digits, or as many as the last one has.
     *
     * @throws DistortedSetException if the folder has no picture
     * @throws IOException if the folder cannot be read
     */
    public static List<ReferencePicture> in(Path folder) throws IOException {
        List<Path> pictures;
        try (Stream<Path> files = Files.list(folder)) {
            pictures = files.filter(file ->
                            PICTURE.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
        if (pictures.isEmpty()) {
            throw new DistortedSetException(folder + " holds no pictures (png, jpg, bmp, gif, tif, webp)");
        }
        int digits = Math.max(2, Integer.toString(pictures.size()).length());
        List<ReferencePicture> references = new ArrayList<>();
        for (int i = 1; i <= pictures.size(); i++) {
            String name = String.format(Locale.ROOT, "I%0" + digits + "d", i);
            references.add(new ReferencePicture(name, i, pictures.get(i - 1)));
        }
        return references;
    }

    /** E.g. {@code I007.png}. */
    String fileName() {
        return name + ".png";
    }

    /** E.g. {@code I007_08_03.png}. */
    String fileName(Distortion distortion, int level) {
        return String.format(Locale.ROOT, "%s_%02d_%02d.png", name, distortion.number(), level);
    }
}
