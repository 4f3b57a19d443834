package io.msliqa.quality.metrics;

/** Computes Spearman's correlation without each fold, in one pass for each that sorts nothing. */
final class SpearmanWithout {

    private final int[] scoreRanks;
    private final int[] opinionRanks;
    private final int[] scoreCounts;
    private final int[] opinionCounts;
    private final int[][] members;

    /** @param scoreRanks dense ranks from 0, as are the opinions' */
    SpearmanWithout(int[] scoreRanks, int[] opinionRanks, int[] folds, int foldCount) {
        this.scoreRanks = scoreRanks;
        this.opinionRanks = opinionRanks;
        scoreCounts = counts(scoreRanks);
        opinionCounts = counts(opinionRanks);
        members = members(folds, foldCount);
    }

    private static int[] counts(int[] ranks) {
        int[] counts = new int[Ranks.distinct(ranks)];
        for (int rank : ranks) {
            counts[rank]++;
        }
        return counts;
    }

    /** The pairs of each fold, and behind them none. */
    static int[][] members(int[] folds, int foldCount) {
        int[] sizes = new int[foldCount + 1];
        for (int fold : folds) {
            sizes[fold]++;
        }
        int[][] members = new int[foldCount + 1][];
        for (int fold = 0; fold <= foldCount; fold++) {
            members[fold] = new int[sizes[fold]];
        }
        for (int i = folds.length - 1; i >= 0; i--) {
            members[folds[i]][--sizes[folds[i]]] = i;
        }
        return members;
    }

    /** NaN if all scores or all opinions of the rest are equal; of all pairs for the number behind the last fold. */
    double without(int fold) {
        double[] ofScores = new double[scoreCounts.length];
        double[] ofOpinions = new double[opinionCounts.length];
        double squares = ranks(scoreRanks, scoreCounts, members[fold], ofScores)
                * ranks(opinionRanks, opinionCounts, members[fold], ofOpinions);
        double products = 0;
        for (int i = 0; i < scoreRanks.length; i++) {
            products += ofScores[scoreRanks[i]] * ofOpinions[opinionRanks[i]];
        }
        for (int i : members[fold]) {
            products -= ofScores[scoreRanks[i]] * ofOpinions[opinionRanks[i]];
        }
        return squares > 0 ? Math.max(-1, Math.min(1, products / Math.sqrt(squares))) : Double.NaN;
    }

    /** Puts the average rank of each value of the rest, from -1 to 1 around a mean of 0, and gives their sum of squares. */
    private static double ranks(int[] dense, int[] counts, int[] left, double[] ranks) {
        for (int value = 0; value < counts.length; value++) {
            ranks[value] = counts[value];
        }
        for (int i : left) {
            ranks[dense[i]]--;
        }
        double total = (double) dense.length - left.length;
        double below = 0;
        double squares = 0;
        for (int value = 0; value < ranks.length; value++) {
            double here = ranks[value];
            double rank = (2 * below + here) / total - 1;
            squares += here * rank * rank;
            ranks[value] = rank;
            below += here;
        }
        // Of equal values the rank is 0 but for rounding.
        return squares > 1e-14 * total ? squares : 0;
    }
}
