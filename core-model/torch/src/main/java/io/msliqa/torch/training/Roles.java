package io.msliqa.torch.training;

import io.msliqa.network.Cause;
import io.msliqa.network.Quality;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Says which source teaches what. The sources of one experiment share a scale and are compared with each other.
 *
 * @param teaches the quality that each source teaches
 * @param experiments the experiment of each source, numbered from 0
 * @param pairs whether each source's pictures lie in pairs
 * @param causes how many pictures of a step show each cause, on average; those that none shows are not there
 */
record Roles(List<Quality> teaches, List<Integer> experiments, List<Boolean> pairs, Map<Cause, Double> causes) {

    Roles {
        teaches = List.copyOf(teaches);
        experiments = List.copyOf(experiments);
        pairs = List.copyOf(pairs);
        causes = Map.copyOf(causes);
    }

    static Roles of(List<TrainingSource> sources) {
        List<String> names =
                sources.stream().map(TrainingSource::experiment).distinct().toList();
        return new Roles(
                sources.stream().map(TrainingSource::teaches).toList(),
                sources.stream()
                        .map(source -> names.indexOf(source.experiment()))
                        .toList(),
                sources.stream().map(source -> source.serving().pairs()).toList(),
                causes(sources));
    }

    private static Map<Cause, Double> causes(List<TrainingSource> sources) {
        Map<Cause, Double> causes = new EnumMap<>(Cause.class);
        for (TrainingSource source : sources) {
            double each =
                    (double) source.serving().all() / source.training().images().size();
            source.training().images().forEach(image -> image.cause()
                    .ifPresent(cause -> causes.merge(cause, each, Double::sum)));
        }
        return causes;
    }

    /** So many sources, each an experiment, that teach the one score. */
    static Roles alike(int sources) {
        return new Roles(
                IntStream.range(0, sources).mapToObj(i -> Quality.SCORE).toList(),
                IntStream.range(0, sources).boxed().toList(),
                IntStream.range(0, sources).mapToObj(i -> false).toList(),
                Map.of());
    }

    /** How many experiments there are. */
    int count() {
        return (int) experiments.stream().distinct().count();
    }

    /** The sources of an experiment. */
    List<Integer> sources(int experiment) {
        return IntStream.range(0, experiments.size())
                .filter(source -> experiments.get(source) == experiment)
                .boxed()
                .toList();
    }

    /** What an experiment teaches. */
    Quality quality(int experiment) {
        return teaches.get(experiments.indexOf(experiment));
    }

    /** The experiments whose scale is not that of the first one that teaches the same. */
    List<Integer> foreign() {
        List<Quality> met = new ArrayList<>();
        List<Integer> foreign = new ArrayList<>();
        for (int experiment = 0; experiment < count(); experiment++) {
            if (met.contains(quality(experiment))) {
                foreign.add(experiment);
            }
            met.add(quality(experiment));
        }
        return foreign;
    }
}
