package io.msliqa.spark.nightly;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sample pictures that come with the program: the canaries of nights, and what a network is checked with. */
public final class SamplePictures {

    static final List<String> NAMES = List.of(
            "harbour-0-clean.jpg",
            "harbour-5-jpeg.jpg",
            "meadow-0-clean.jpg",
            "meadow-5-defocus.jpg",
            "street-0-clean.jpg",
            "street-5-noise.jpg",
            "valley-0-clean.jpg",
            "valley-5-darken.jpg");

    private SamplePictures() {}

    /** Their bytes, by their names. */
    public static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        NAMES.forEach(name -> all.put(name, bytes(name)));
        return all;
    }

    static byte[] bytes(String name) {
        try (InputStream in = SamplePictures.class.getResourceAsStream("canaries/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks the picture " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
