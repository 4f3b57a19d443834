package io.msliqa.quality.metrics;

import io.msliqa.quality.metrics.Coefficient.Reason;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Measures how well scores answer what users ask about two pictures: do they differ, and which is better? (Krasula,
 * Fliegel, Le Callet and Klíma, "On the accuracy of objective image and video quality models", QoMEX 2016.)
 *
 * <p>People find two pictures different where their opinions differ by more than 1.96 of the difference's standard
 * error. Different/similar is the area under the ROC curve by which the size of the scores' difference tells different
 * pairs from similar ones; better/worse is that by which the scores' difference tells which picture of a different pair
 * is better, each pair seen from both sides. 0.5 is chance, 1 is perfect; equal differences count one half. From more
 * than {@value #MOST} pictures it draws that many by lot.
 */
final class PictureContests {

    static final int MOST = 1_000;

    private static final double SURE = 1.959963984540054;
    /** Differences of scores that were rounded are equal but for what a double loses; as a share of the largest. */
    private static final double EQUAL = 1e-12;

    private static final long SEED = 20_240_914L;

    /**
     * The kinds of pairs: the scores' order agrees with people's, contradicts it, or is none; or people see no
     * difference.
     */
    private static final byte RIGHT = 1;

    private static final byte WRONG = -1;
    private static final byte EVEN = 0;
    private static final byte SIMILAR = 2;

    private final double[] sizes;
    private final byte[] kinds;
    private final int[] firstFolds;
    private final int[] secondFolds;

    private PictureContests(int contests) {
        sizes = new double[contests];
        kinds = new byte[contests];
        firstFolds = new int[contests];
        secondFolds = new int[contests];
    }

    /** @param pairs with standard errors */
    static PictureContests of(Pairs pairs) {
        int[] pictures = pictures(pairs.size());
        int[] folds = Folds.of(pairs.referenceCount());
        int count = pictures.length * (pictures.length - 1) / 2;
        PictureContests unsorted = new PictureContests(count);
        int next = 0;
        for (int a = 0; a < pictures.length; a++) {
            for (int b = a + 1; b < pictures.length; b++) {
                unsorted.put(next++, pairs, pictures[a], pictures[b], folds);
            }
        }
        int[] order = Ranks.order(unsorted.sizes);
        PictureContests sorted = new PictureContests(count);
        for (int i = 0; i < count; i++) {
            sorted.sizes[i] = unsorted.sizes[order[i]];
            sorted.kinds[i] = unsorted.kinds[order[i]];
            sorted.firstFolds[i] = unsorted.firstFolds[order[i]];
            sorted.secondFolds[i] = unsorted.secondFolds[order[i]];
        }
        return sorted;
    }

    private static int[] pictures(int all) {
        int[] order = new int[all];
        Arrays.setAll(order, i -> i);
        if (all <= MOST) {
            return order;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < MOST; i++) {
            int other = i + random.nextInt(all - i);
            int picture = order[i];
            order[i] = order[other];
            order[other] = picture;
        }
        return Arrays.copyOf(order, MOST);
    }

    private void put(int place, Pairs pairs, int a, int b, int[] folds) {
        double scores = pairs.scores()[a] - pairs.scores()[b];
        double opinions = pairs.opinions()[a] - pairs.opinions()[b];
        double error = Math.hypot(pairs.standardErrors()[a], pairs.standardErrors()[b]);
        boolean different = Math.abs(opinions) > SURE * error;
        sizes[place] = Math.abs(scores);
        kinds[place] = different ? (byte) (Math.signum(scores) * Math.signum(opinions)) : SIMILAR;
        firstFolds[place] = folds[pairs.references()[a]];
        secondFolds[place] = folds[pairs.references()[b]];
    }

    Coefficient different() {
        return coefficient(different(-1));
    }

    Coefficient better() {
        return coefficient(better(-1));
    }

    private static Coefficient coefficient(double area) {
        return Double.isFinite(area) ? Coefficient.of(area) : Coefficient.undefined(Reason.NO_CONTRAST);
    }

    /** Different/similar without a fold; NaN if all pairs of pictures are different, or none is. */
    double different(int withoutFold) {
        double won = 0;
        double similarBelow = 0;
        double differentOnes = 0;
        for (int from = 0; from < sizes.length; ) {
            int to = runEnd(from);
            double similar = count(from, to, withoutFold, kind -> kind == SIMILAR);
            double different = count(from, to, withoutFold, kind -> kind != SIMILAR);
            won += different * (similarBelow + similar / 2);
            similarBelow += similar;
            differentOnes += different;
            from = to;
        }
        return won / similarBelow / differentOnes;
    }

    /** Better/worse without a fold; NaN if no pair of pictures is different. */
    double better(int withoutFold) {
        double won = 0;
        double below = 0;
        for (int from = 0; from < sizes.length; ) {
            int to = runEnd(from);
            double right = count(from, to, withoutFold, kind -> kind == RIGHT);
            double wrong = count(from, to, withoutFold, kind -> kind == WRONG);
            double even = count(from, to, withoutFold, kind -> kind == EVEN);
            // A pair wins against the mirror image of another one if the larger of the two differences has the right
            // sign.
            won += 2 * right * below + right * right + right * wrong + even * even / 2;
            below += right + wrong + even;
            from = to;
        }
        return won / below / below;
    }

    private int runEnd(int from) {
        int to = from + 1;
        while (to < sizes.length && sizes[to] - sizes[from] <= EQUAL * sizes[sizes.length - 1]) {
            to++;
        }
        return to;
    }

    private double count(int from, int to, int withoutFold, IntPredicate wanted) {
        int count = 0;
        for (int i = from; i < to; i++) {
            boolean counts = firstFolds[i] != withoutFold && secondFolds[i] != withoutFold;
            count += counts && wanted.test(kinds[i]) ? 1 : 0;
        }
        return count;
    }
}
