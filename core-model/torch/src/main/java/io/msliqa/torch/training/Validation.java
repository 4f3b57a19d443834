package io.msliqa.torch.training;

import java.util.List;

/**
 * How well the averaged weights agree with people on pictures that they did not learn from.
 *
 * @param step how many steps were done
 * @param sources in the plan's order
 */
public record Validation(int step, List<OfSource> sources) {

    public Validation {
        sources = List.copyOf(sources);
    }

    /**
     * The agreement on one source; 0 stands for a correlation that has no value.
     *
     * @param name of the source
     * @param pictures how many were scored
     * @param srcc of the mean of the heads, each of which sees the middle of the picture at its own zoom level
     * @param plcc of the same mean
     * @param headSrcc of each head alone, for whole pictures
     */
    public record OfSource(String name, int pictures, double srcc, double plcc, List<Double> headSrcc) {

        public OfSource {
            headSrcc = List.copyOf(headSrcc);
        }
    }

    /** The figure by which the best step is chosen: the SRCC of the mean of the heads, averaged over the sources. */
    public double objective() {
        return sources.stream().mapToDouble(OfSource::srcc).average().orElseThrow();
    }

    /** The head with the highest mean SRCC over the sources, counted from 0; the first one of several. */
    public int bestHead() {
        int best = 0;
        for (int head = 1; head < sources.get(0).headSrcc().size(); head++) {
            best = meanSrcc(head) > meanSrcc(best) ? head : best;
        }
        return best;
    }

    private double meanSrcc(int head) {
        return sources.stream()
                .mapToDouble(source -> source.headSrcc().get(head))
                .average()
                .orElseThrow();
    }
}
