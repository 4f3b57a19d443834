package io.msliqa.quality.metrics;

/**
 * Holds scores and opinions of the same pictures, and says which pictures belong together. The arrays are shared, not
 * copied, and must not be written to afterwards.
 */
public final class Pairs {

    private final double[] scores;
    private final double[] opinions;
    private final double[] standardErrors;
    private final int[] references;
    private final int referenceCount;

    /**
     * @param scores what a model gave
     * @param opinions what people gave, in the same order, higher is better on both sides
     * @param standardErrors the standard error of the opinion about each picture: the deviation of the
     *     opinions over the root of their number; empty if not known
     * @param references the number, from 0, of the reference picture that each was made of; pictures of one reference
     *     are resampled together
     * @param referenceCount how many references there are, those without a pair here included: pairs of different models
     *     or parts that share it are resampled alike and can be compared
     * @throws IllegalArgumentException if the lengths differ or a reference is not below their count
     */
    public Pairs(double[] scores, double[] opinions, double[] standardErrors, int[] references, int referenceCount) {
        if (scores.length != opinions.length || references.length != scores.length) {
            throw new IllegalArgumentException(scores.length + " scores, " + opinions.length + " opinions and "
                    + references.length + " references are not as many");
        }
        if (standardErrors.length != 0 && standardErrors.length != scores.length) {
            throw new IllegalArgumentException(
                    standardErrors.length + " standard errors for " + scores.length + " scores");
        }
        for (int reference : references) {
            if (reference < 0 || reference >= referenceCount) {
                throw new IllegalArgumentException(
                        "Reference " + reference + " is not one of 0 to " + (referenceCount - 1));
            }
        }
        this.scores = scores;
        this.opinions = opinions;
        this.standardErrors = standardErrors;
        this.references = references;
        this.referenceCount = referenceCount;
    }

    /** Pairs of authentic pictures, each of which is its own reference. */
    public static Pairs independent(double[] scores, double[] opinions) {
        int[] references = new int[scores.length];
        for (int i = 0; i < references.length; i++) {
            references[i] = i;
        }
        return new Pairs(scores, opinions, new double[0], references, references.length);
    }

    /** What the model gave. */
    public double[] scores() {
        return scores;
    }

    /** What people gave. */
    public double[] opinions() {
        return opinions;
    }

    /** The standard errors of the opinions, or none. */
    public double[] standardErrors() {
        return standardErrors;
    }

    /** The number of each pair's reference. */
    public int[] references() {
        return references;
    }

    /** How many references there are, with pairs here or not. */
    public int referenceCount() {
        return referenceCount;
    }

    /** How many pairs. */
    public int size() {
        return scores.length;
    }

    /** How many of the references have a pair here. */
    public int referencesPresent() {
        boolean[] present = new boolean[referenceCount];
        int count = 0;
        for (int reference : references) {
            if (!present[reference]) {
                present[reference] = true;
                count++;
            }
        }
        return count;
    }
}
