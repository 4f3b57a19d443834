package io.msliqa.quality.labels;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a labelled set into training, validation and test so that all versions of one reference picture are in the same
 * part; an authentic picture is its own reference.
 *
 * <p>References are put in the order of a hash of the seed and their name: the cut depends on neither the order nor the
 * number of the rows, and two parts never share a reference.
 */
public record Splits(LabelledSet training, LabelledSet validation, LabelledSet test) {

    /**
     * Says how many references validate and test; the others train.
     *
     * @param validation references to choose by
     * @param test references to judge by
     */
    public record Counts(int validation, int test) {

        public Counts {
            if (validation < 0 || test < 0) {
                throw new IllegalArgumentException(
                        "Counts of references from 0, not " + validation + " for validation and " + test + " for test");
            }
        }
    }

    /**
     * Says which shares of the references validate and test; the others train. A share above zero gets one reference at
     * least.
     *
     * @param validation 0 to 1
     * @param test 0 to 1, together with {@code validation} at most 1
     */
    public record Fractions(double validation, double test) {

        public Fractions {
            if (!(validation >= 0 && test >= 0 && validation + test <= 1)) {
                throw new IllegalArgumentException("Shares from 0 that make at most 1 together, not " + validation
                        + " for validation and " + test + " for test");
            }
        }

        Counts of(int references) {
            return new Counts(share(validation, references), share(test, references));
        }

        private static int share(double fraction, int references) {
            return fraction == 0 ? 0 : Math.max(1, (int) Math.round(fraction * references));
        }
    }

    /** Cuts by shares of the references. See {@link #byReference(LabelledSet, Counts, long)}. */
    public static Splits byReference(LabelledSet set, Fractions fractions, long seed) {
        return byReference(set, fractions.of(set.references().size()), seed);
    }

    /**
     * Cuts by numbers of references.
     *
     * @param seed another seed, another cut; the same seed, the same cut on every machine
     * @throws DatasetException if the set has fewer references than asked for
     */
    public static Splits byReference(LabelledSet set, Counts counts, long seed) {
        int references = set.references().size();
        int held = counts.validation() + counts.test();
        if (held > references) {
            throw new DatasetException(
                    set.name(),
                    List.of(counts.validation() + " references for validation and " + counts.test()
                            + " for test are asked for, there are " + references));
        }
        Map<String, String> keys = new HashMap<>();
        set.references().forEach(reference -> keys.put(reference, key(seed, reference)));
        List<String> shuffled = set.references().stream()
                .sorted(Comparator.comparing(keys::get))
                .toList();
        Set<String> validation = Set.copyOf(shuffled.subList(0, counts.validation()));
        Set<String> test = Set.copyOf(shuffled.subList(counts.validation(), held));
        return new Splits(
                set.only(image -> !validation.contains(image.reference()) && !test.contains(image.reference())),
                set.only(image -> validation.contains(image.reference())),
                set.only(image -> test.contains(image.reference())));
    }

    private static String key(long seed, String reference) {
        try {
            byte[] text = (seed + ":" + reference).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
