package io.msliqa.spark.listing;

import io.msliqa.spark.table.CorpusRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Shares files out to tasks, in the order of the listing, always in the same way.
 *
 * <p>The task slots of the cluster go through the tasks in rounds. Tasks of a round have about the same work, those of a
 * later round less, in even steps down to the last: what runs last is short, so that all slots end close together.
 *
 * @param openCostBytes what a file costs beyond its size, in bytes
 */
public record PartitionPlanner(long openCostBytes) {

    /**
     * Shares out.
     *
     * @param files in the order of the listing
     * @param partitions at most so many, at least 1
     * @param slots tasks that run at once, at least 1
     * @return the files, in order, none of the lists empty
     */
    public List<List<CorpusRow>> plan(List<CorpusRow> files, int partitions, int slots) {
        double total = 0;
        for (CorpusRow file : files) {
            total += cost(file);
        }
        double[] ends = ends(partitions, slots);
        List<List<CorpusRow>> plan = new ArrayList<>();
        List<CorpusRow> part = new ArrayList<>();
        int partition = 0;
        double before = 0;
        for (CorpusRow file : files) {
            double cost = cost(file);
            double middle = (before + cost / 2) / total;
            while (partition < partitions - 1 && middle >= ends[partition]) {
                partition++;
                if (!part.isEmpty()) {
                    plan.add(part);
                    part = new ArrayList<>();
                }
            }
            part.add(file);
            before += cost;
        }
        if (!part.isEmpty()) {
            plan.add(part);
        }
        return plan;
    }

    /** Up to which share of the work the partitions go. */
    private static double[] ends(int partitions, int slots) {
        int rounds = (partitions + slots - 1) / slots;
        double[] ends = new double[partitions];
        double sum = 0;
        for (int i = 0; i < partitions; i++) {
            sum += rounds - i / slots;
            ends[i] = sum;
        }
        for (int i = 0; i < partitions; i++) {
            ends[i] /= sum;
        }
        return ends;
    }

    private double cost(CorpusRow file) {
        return 1.0 + openCostBytes + Math.max(0, file.bytes());
    }
}
