package io.msliqa.quality.metrics;

/**
 * Computes Kendall's tau-b without each fold, for all folds in the time of one count. It subtracts what a fold's
 * observations have in common with all others, and adds back what they have in common among each other, which was
 * subtracted twice.
 */
final class KendallWithout {

    private final Kendall.Count all;
    private final Kendall.Count[] without;

    /**
     * @param scoreRanks dense ranks that never fall from one observation to the next
     * @param opinionRanks dense ranks of the same observations
     */
    KendallWithout(int[] scoreRanks, int[] opinionRanks, int[] folds, int foldCount) {
        Kendall kendall = new Kendall(scoreRanks, opinionRanks);
        all = kendall.count();
        Kendall.Count[] ofFolds = kendall.countByFold(folds, foldCount);
        int[][] members = SpearmanWithout.members(folds, foldCount);
        without = new Kendall.Count[foldCount];
        for (int fold = 0; fold < foldCount; fold++) {
            Kendall.Count among = new Kendall(
                            Ranks.denseAgain(Ranks.pick(scoreRanks, members[fold])),
                            Ranks.denseAgain(Ranks.pick(opinionRanks, members[fold])))
                    .count();
            without[fold] = all.minus(ofFolds[fold]).plus(among);
        }
    }

    /** NaN if all scores or all opinions of the rest are equal; of all pairs for the number behind the last fold. */
    double without(int fold) {
        return (fold == without.length ? all : without[fold]).tauB();
    }
}
