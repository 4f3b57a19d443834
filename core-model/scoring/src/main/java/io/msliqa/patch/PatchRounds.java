package io.msliqa.patch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders a picture's patches so that the first ones tell most about the mean of all. The order goes in rounds; each
 * takes one patch (the first takes {@value #FIRST}) of every group of one scale and size. In a group it takes the patch
 * that is farthest from those before, the middle first.
 */
public final class PatchRounds {

    private static final int FIRST = 2;

    private PatchRounds() {}

    /**
     * The rounds, each as ascending indices into {@code patches}; together every index once.
     *
     * @param patches as {@link PatchPlan#distinct} lists them
     */
    public static List<List<Integer>> of(List<Patch> patches) {
        List<List<Integer>> rounds = new ArrayList<>();
        for (List<Integer> group : groups(patches)) {
            List<Integer> ordered = farthestFirst(group, patches);
            for (int i = 0; i < ordered.size(); i++) {
                int round = Math.max(0, i - FIRST + 1);
                if (round == rounds.size()) {
                    rounds.add(new ArrayList<>());
                }
                rounds.get(round).add(ordered.get(i));
            }
        }
        return rounds.stream().map(round -> round.stream().sorted().toList()).toList();
    }

    /** The indices of the patches of each scale and size. */
    public static Collection<List<Integer>> groups(List<Patch> patches) {
        record Group(double scale, int size) {}
        Map<Group, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < patches.size(); i++) {
            Group group = new Group(patches.get(i).scale(), patches.get(i).size());
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(i);
        }
        return groups.values();
    }

    private static List<Integer> farthestFirst(List<Integer> group, List<Patch> patches) {
        List<Integer> left = new ArrayList<>(group);
        List<Integer> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            int best = 0;
            for (int i = 1; i < left.size(); i++) {
                if (merit(left.get(i), ordered, patches) > merit(left.get(best), ordered, patches)) {
                    best = i;
                }
            }
            ordered.add(left.remove(best));
        }
        return ordered;
    }

    private static double merit(int candidate, List<Integer> ordered, List<Patch> patches) {
        Patch patch = patches.get(candidate);
        if (ordered.isEmpty()) {
            return -Math.hypot(
                    middle(patch.x(), patch, patch.scaled().width()),
                    middle(patch.y(), patch, patch.scaled().height()));
        }
        double nearest = Double.POSITIVE_INFINITY;
        for (int other : ordered) {
            nearest = Math.min(nearest, distance(patch, patches.get(other)));
        }
        return nearest;
    }

    /** The distance of the patch's middle from the picture's, in patches. */
    private static double middle(int at, Patch patch, int side) {
        return (at + (patch.size() - side) / 2.0) / patch.size();
    }

    /**
     * The distance of two patches, in patches; a patch turned otherwise shows something new, but less than a patch that
     * lies elsewhere.
     */
    private static double distance(Patch a, Patch b) {
        double turned = a.transform() == b.transform() ? 0 : 0.25;
        return Math.hypot(a.x() - b.x(), a.y() - b.y()) / a.size() + turned;
    }
}
