package io.msliqa.torch.training;

import io.msliqa.model.HeadPolicy;
import io.msliqa.quality.metrics.Agreement;
import io.msliqa.quality.metrics.Statistic;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well a model agrees with people on validation pictures, scored as it will be used.
 *
 * @param sources in the plan's order
 */
public record BundleValidation(List<OfSource> sources) {

    public BundleValidation {
        sources = List.copyOf(sources);
    }

    /**
     * The agreement on one source, with intervals from a bootstrap over references.
     *
     * @param name of the source
     * @param single whole pictures, by the best head
     * @param tta the paper's 108 patches, by each way to take the heads; of heads that put out several things the
     *     nearest alone
     * @param views whole pictures at the model's scales; empty if it names none, or the heads put out a score alone
     * @param levels patches as the model learned them; empty if its levels are no zoomed crops, or the heads put out a score
     *     alone
     */
    public record OfSource(
            String name,
            Agreement single,
            Map<HeadPolicy, Agreement> tta,
            Optional<Agreement> views,
            Optional<Agreement> levels) {

        public OfSource {
            tta = new EnumMap<>(tta);
        }
    }

    /** The policy with the highest mean SRCC over the sources; the first one of several. */
    public HeadPolicy policy() {
        List<HeadPolicy> tried = sources.get(0).tta().keySet().stream().sorted().toList();
        HeadPolicy best = tried.get(0);
        for (HeadPolicy policy : tried) {
            best = meanSrcc(policy) > meanSrcc(best) ? policy : best;
        }
        return best;
    }

    private double meanSrcc(HeadPolicy policy) {
        return sources.stream()
                .mapToDouble(
                        source -> source.tta().get(policy).value(Statistic.SRCC).orElse(0))
                .average()
                .orElseThrow();
    }
}
