package io.msliqa.quality.metrics;

/** Counts concordant and discordant pairs of observations with a Fenwick tree, exactly, in O(n log n). */
final class Kendall {

    private final int[] scoreRanks;
    private final int[] opinionRanks;
    private final int[] opinionCounts;

    /**
     * @param scoreRanks dense ranks that never fall from one observation to the next
     * @param opinionRanks dense ranks of the same observations
     */
    Kendall(int[] scoreRanks, int[] opinionRanks) {
        this.scoreRanks = scoreRanks;
        this.opinionRanks = opinionRanks;
        this.opinionCounts = new int[Ranks.distinct(opinionRanks)];
        for (int rank : opinionRanks) {
            opinionCounts[rank]++;
        }
    }

    /** Counts pairs of observations: all, concordant less discordant, tied in scores, tied in opinions. */
    record Count(long pairs, long balance, long tiedScores, long tiedOpinions) {

        Count plus(Count more) {
            return new Count(
                    pairs + more.pairs,
                    balance + more.balance,
                    tiedScores + more.tiedScores,
                    tiedOpinions + more.tiedOpinions);
        }

        Count minus(Count some) {
            return new Count(
                    pairs - some.pairs,
                    balance - some.balance,
                    tiedScores - some.tiedScores,
                    tiedOpinions - some.tiedOpinions);
        }

        /** NaN if all scores or all opinions are equal. */
        double tauB() {
            double tau = balance / Math.sqrt((double) pairs - tiedScores) / Math.sqrt((double) pairs - tiedOpinions);
            return Double.isFinite(tau) ? Math.max(-1, Math.min(1, tau)) : Double.NaN;
        }
    }

    /** Over all pairs of observations. */
    Count count() {
        // Each pair is met once from either side.
        Count twice = countByFold(new int[scoreRanks.length], 1)[0];
        return new Count(twice.pairs / 2, twice.balance / 2, twice.tiedScores / 2, twice.tiedOpinions / 2);
    }

    /** Over the pairs of an observation and any other, summed up over the observations of each fold. */
    Count[] countByFold(int[] folds, int foldCount) {
        long[] pairs = new long[foldCount];
        long[] balance = new long[foldCount];
        long[] tiedScores = new long[foldCount];
        long[] tiedOpinions = new long[foldCount];
        int n = scoreRanks.length;
        int[] below = new int[opinionCounts.length + 1];
        for (int rank = 0; rank < opinionCounts.length; rank++) {
            below[rank + 1] = below[rank] + opinionCounts[rank];
        }
        int[] tree = new int[opinionCounts.length + 1];
        for (int from = 0, to = 0; from < n; from = to) {
            while (to < n && scoreRanks[to] == scoreRanks[from]) {
                to++;
            }
            // Tied scores count neither way: asked before and after they are added, they cancel out.
            for (int i = from; i < to; i++) {
                balance[folds[i]] += moreBelow(tree, opinionRanks[i]) - from;
            }
            for (int i = from; i < to; i++) {
                add(tree, opinionRanks[i]);
            }
            for (int i = from; i < to; i++) {
                int rank = opinionRanks[i];
                balance[folds[i]] += moreBelow(tree, rank) - to + (n - below[rank + 1]) - below[rank];
                pairs[folds[i]] += n - 1;
                tiedScores[folds[i]] += to - from - 1;
                tiedOpinions[folds[i]] += opinionCounts[rank] - 1;
            }
        }
        Count[] counts = new Count[foldCount];
        for (int fold = 0; fold < foldCount; fold++) {
            counts[fold] = new Count(pairs[fold], balance[fold], tiedScores[fold], tiedOpinions[fold]);
        }
        return counts;
    }

    /**
     * The number in the tree below a rank plus the number not above it; less the number of all, this is those below
     * less those above.
     */
    private static long moreBelow(int[] tree, int rank) {
        return (long) sum(tree, rank) + sum(tree, rank + 1);
    }

    /** How many are below a rank. */
    private static int sum(int[] tree, int rank) {
        int sum = 0;
        for (int i = rank; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }

    private static void add(int[] tree, int rank) {
        for (int i = rank + 1; i < tree.length; i += i & -i) {
            tree[i]++;
        }
    }
}
