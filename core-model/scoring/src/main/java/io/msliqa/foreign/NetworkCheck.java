package io.msliqa.foreign;

import io.msliqa.network.ModelException;
import io.msliqa.protocol.Golden;
import io.msliqa.protocol.NetworkProtocol;
import io.msliqa.scoring.ImageInput;
import io.msliqa.scoring.ImageResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Scores sample pictures with a network of others, and compares with its golden scores where it has some. */
public final class NetworkCheck {

    /**
     * One picture.
     *
     * @param result what this program makes of it
     * @param golden what the program that the protocol follows made of it; empty if that is not known
     */
    public record Sample(String name, ImageResult result, OptionalDouble golden) {

        /** The difference from the golden score; NaN without a score, or without a golden one. */
        public double difference() {
            return result instanceof ImageResult.Scored scored && golden.isPresent()
                    ? scored.score().score() - golden.getAsDouble()
                    : Double.NaN;
        }
    }

    private final NetworkFolder folder;
    private final NetworkProtocol protocol;

    /** The check of a folder. */
    public NetworkCheck(NetworkFolder folder) {
        this.folder = folder;
        this.protocol = folder.protocol();
    }

    /**
     * Scores the golden pictures, or the samples if there are none.
     *
     * @param samples bytes of pictures, by their names
     * @throws ModelException if a golden picture is neither in the folder nor among the samples
     */
    public List<Sample> run(ForeignScorer scorer, Map<String, byte[]> samples) {
        Map<String, byte[]> pictures = new LinkedHashMap<>(samples);
        if (protocol.golden().isPresent()) {
            pictures = golden(protocol.golden().get(), samples);
        }
        List<Sample> all = new ArrayList<>();
        pictures.forEach((name, bytes) ->
                all.add(new Sample(name, scorer.score(new ImageInput.Fetched(name, bytes)), goldenScore(name))));
        return all;
    }

    private OptionalDouble goldenScore(String name) {
        return protocol.golden().stream()
                .filter(golden -> golden.scores().containsKey(name))
                .mapToDouble(golden -> golden.scores().get(name))
                .findFirst();
    }

    private Map<String, byte[]> golden(Golden golden, Map<String, byte[]> samples) {
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        for (String name : golden.scores().keySet()) {
            Path file = folder.directory().resolve(golden.pictures()).resolve(name);
            try {
                if (Files.isRegularFile(file)) {
                    pictures.put(name, Files.readAllBytes(file));
                } else if (samples.containsKey(name)) {
                    pictures.put(name, samples.get(name));
                } else {
                    throw new ModelException("The protocol in " + folder.directory() + " has a golden score of '" + name
                            + "', and there is no such picture: put it at " + file);
                }
            } catch (IOException e) {
                throw new ModelException("The picture " + file + " cannot be read: " + e, e);
            }
        }
        return pictures;
    }

    /** Whether a sample is as it should be: scored, and as near to its golden score as the protocol demands. */
    public boolean isGood(Sample sample) {
        boolean scored = sample.result() instanceof ImageResult.Scored;
        return scored && (sample.golden().isEmpty() || Math.abs(sample.difference()) <= tolerance());
    }

    /** How far a score may be from its golden one, in points of the scale. */
    public double tolerance() {
        return protocol.golden().map(Golden::tolerance).orElse(1.0)
                * protocol.scale().width();
    }
}
