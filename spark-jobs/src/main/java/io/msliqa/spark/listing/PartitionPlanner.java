package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Shares files out to tasks so that each has about the same work. It keeps the order of the listing and always gives
 * the same result.
 *
 * @param openCostBytes what a file costs beyond its size, in bytes
 */
public record PartitionPlanner(long openCostBytes) {

    /**
     * Shares files out.
     * @param files in the order of the listing
     * @param partitions at most so many, at least 1
     * @return the files, in order, none of the lists empty
     */
    public List<List<CorpusRow>> plan(List<CorpusRow> files, int partitions) {
        double total = 0;
        for (CorpusRow file : files) {
            total += cost(file);
        }
        List<List<CorpusRow>> plan = new ArrayList<>();
        double before = 0;
        int last = -1;
        for (CorpusRow file : files) {
            double cost = cost(file);
            int partition = Math.min(partitions - 1, (int) ((before + cost / 2) / total * partitions));
            if (partition != last) {
                plan.add(new ArrayList<>());
                last = partition;
            }
            plan.get(plan.size() - 1).add(file);
            before += cost;
        }
        return plan;
    }

    private double cost(CorpusRow file) {
        return 1.0 + openCostBytes + Math.max(0, file.bytes());
    }
}
