package io.msliqa.patch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Everything that decides which pixels the network sees, as a text and its fingerprint: two scores are comparable only
 * where these are equal.
 *
 * @param text one {@code name: value} a line, always in the same order
 */
public record Preprocessing(String text) {

    public Preprocessing {
        Objects.requireNonNull(text, "text");
    }

    /**
     * Patches of a plan.
     *
     * @param decoderRules names the version of the rules by which files become pixels
     */
    public static Preprocessing ofPatches(PatchPlan plan, String decoderRules) {
        return new Preprocessing("preprocessing: 1\ndecoder: " + decoderRules + "\nresampling: " + Resampler.NAME
                + "\npatches: " + plan.text() + "\n");
    }

    /**
     * Patches of a plan, of a picture that is first reduced to the size of a screen.
     *
     * @param decoderRules names the version of the rules by which files become pixels
     * @param mostPixels to which larger pictures are reduced
     */
    public static Preprocessing ofLevels(PatchPlan plan, String decoderRules, long mostPixels) {
        return new Preprocessing(ofPatches(plan, decoderRules).text() + "of at most: " + mostPixels + " pixels\n");
    }

    /**
     * The whole picture, neither scaled nor cropped.
     *
     * @param decoderRules names the version of the rules by which files become pixels
     * @param rules names the version of the rules by which pictures of all sides fit the network
     */
    public static Preprocessing ofWholeImage(String decoderRules, String rules) {
        return new Preprocessing("preprocessing: 1\ndecoder: " + decoderRules + "\npatches: whole, " + rules + "\n");
    }

    /**
     * The whole picture at scales that the model itself names, which its identity covers.
     *
     * @param decoderRules names the version of the rules by which files become pixels
     * @param rules names the version of the rules by which views are made
     * @param mostPixels to which larger pictures are first reduced
     */
    public static Preprocessing ofViews(String decoderRules, String rules, long mostPixels) {
        return new Preprocessing("preprocessing: 1\ndecoder: " + decoderRules + "\nresampling: " + Resampler.NAME
                + "\nviews: " + rules + ", of at most " + mostPixels + " pixels\n");
    }

    /**
     * What the protocol of a network of others says, which that network's identity covers.
     *
     * @param decoderRules names the version of the rules by which files become pixels
     */
    public static Preprocessing ofProtocol(String decoderRules) {
        return new Preprocessing("preprocessing: 1\ndecoder: " + decoderRules + "\nviews: the network's protocol/1\n");
    }

    /** SHA-256 of the text in UTF-8, 64 hexadecimal digits. */
    public String id() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
