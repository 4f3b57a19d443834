package io.msliqa.quality.distortion;

import io.msliqa.quality.distortion.DistortedSet.Plan;
import java.util.ArrayList;
import java.util.List;

/** Draws the distortions of a plan's references: for each picture by itself, whatever else the plan holds. */
final class Versions {

    /** A second distortion at full strength leaves nothing of the first to be seen. */
    private static final double MOST_COMPOSED = 4.5;

    private final Plan plan;
    private final ReferencePicture reference;

    private Versions(Plan plan, ReferencePicture reference) {
        this.plan = plan;
        this.reference = reference;
    }

    /** All versions of a reference, by type and level. */
    static List<Version> of(Plan plan, ReferencePicture reference) {
        Versions versions = new Versions(plan, reference);
        List<Version> all = new ArrayList<>();
        for (Distortion type : plan.types()) {
            for (int level : plan.levels()) {
                if (plan.has(reference, type, level)) {
                    all.add(versions.version(type, level));
                }
            }
        }
        return all;
    }

    private Version version(Distortion type, int level) {
        Step first = new Step(type, plan.variety().continuous() ? between(type, level) : level);
        List<Distortion> others = plan.types().stream()
                .filter(other -> other != type && Step.isContinuous(other))
                .toList();
        boolean composed = Step.isContinuous(type)
                && !others.isEmpty()
                && uniform(type, level, 2) < plan.variety().composed();
        if (!composed) {
            return new Version(List.of(first));
        }
        Distortion second = others.get((int) (uniform(type, level, 3) * others.size()));
        double least = Step.least(second);
        double anywhere = least + (MOST_COMPOSED - least) * uniform(type, level, 4);
        double drawn = plan.variety().continuous() ? anywhere : Math.max(1, Math.floor(anywhere + 0.5));
        return new Version(List.of(first, new Step(second, drawn)));
    }

    /** Draws a level above the one below, up to this one. */
    private double between(Distortion type, int level) {
        if (!Step.isContinuous(type)) {
            return level;
        }
        double low = level == 1 ? Step.least(type) : level - 1;
        return level - (level - low) * uniform(type, level, 1);
    }

    /** Draws a number from 0 to below 1; {@code purpose} tells the draws of one picture apart. */
    private double uniform(Distortion type, int level, int purpose) {
        long drawn = SeededRandom.seedOf(plan.seed(), reference.number(), type.number(), level, purpose);
        return (drawn >>> 11) * 0x1p-53;
    }
}
