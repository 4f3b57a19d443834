package io.msliqa.metrics;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Counts concordant and discordant pairs of weighted observations with a Fenwick tree, exactly, in O(n log n). */
final class Kendall {

    private final int[] scoreRanks;
    private final int[] opinionRanks;
    private final int opinions;

    /**
     * @param scoreRanks dense ranks that never fall from one observation to the next
     * @param opinionRanks dense ranks of the same observations
     */
    Kendall(int[] scoreRanks, int[] opinionRanks) {
        this.scoreRanks = scoreRanks;
        this.opinionRanks = opinionRanks;
        this.opinions = Ranks.distinct(opinionRanks);
    }

    /**
     * Tau-b of the sample in which each observation occurs as often as its weight says.
     *
     * @return NaN if all scores or all opinions with a weight are equal
     */
    double tauB(IntUnaryOperator weight) {
        int[] tree = new int[opinions + 1];
        int n = scoreRanks.length;
        long balance = 0;
        long tiedScores = 0;
        int seen = 0;
        for (int from = 0; from < n; ) {
            int to = from;
            long group = 0;
            for (; to < n && scoreRanks[to] == scoreRanks[from]; to++) {
                int copies = weight.applyAsInt(to);
                if (copies > 0) {
                    long below = sum(tree, opinionRanks[to]);
                    long above = (long) seen - sum(tree, opinionRanks[to] + 1);
                    balance += copies * (below - above);
                    group += copies;
                }
            }
            for (int i = from; i < to; i++) {
                add(tree, opinionRanks[i], weight.applyAsInt(i));
            }
            seen += (int) group;
            tiedScores += pairs(group);
            from = to;
        }
        double notTiedInScores = pairs(seen) - tiedScores;
        double notTiedInOpinions = pairs(seen) - tiedOpinions(weight);
        double tau = balance / Math.sqrt(notTiedInScores) / Math.sqrt(notTiedInOpinions);
        return Double.isFinite(tau) ? Math.max(-1, Math.min(1, tau)) : Double.NaN;
    }

    private long tiedOpinions(IntUnaryOperator weight) {
        int[] counts = new int[opinions];
        for (int i = 0; i < opinionRanks.length; i++) {
            counts[opinionRanks[i]] += weight.applyAsInt(i);
        }
        return Arrays.stream(counts).mapToLong(Kendall::pairs).sum();
    }

    private static long pairs(long n) {
        return n * (n - 1) / 2;
    }

    /** The weight of the ranks below one. */
    private static int sum(int[] tree, int rank) {
        int sum = 0;
        for (int i = rank; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }

    private static void add(int[] tree, int rank, int copies) {
        if (copies > 0) {
            for (int i = rank + 1; i < tree.length; i += i & -i) {
                tree[i] += copies;
            }
        }
    }
}
