package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Shares files out to tasks so that each has about the same work. It keeps the order of the listing and always gives
 * the same result.
 *
 * @param openCostBytes what a file costs beyond its size, in bytes
 */
public record PartitionPlanner(long openCostBytes) {

    /** Shares files out, see {@link #plan(List, Function, int)}. */
    public List<List<CorpusRow>> plan(List<CorpusRow> files, int partitions) {
        return plan(files, Function.identity(), partitions);
    }

    /**
     * Shares files out, or what is to be done with them.
     *
     * @param files in the order of the listing
     * @param fileOf what of each is the file
     * @param partitions at most so many, at least 1
     * @return the files, in order, none of the lists empty
     */
    public <T> List<List<T>> plan(List<T> files, Function<T, CorpusRow> fileOf, int partitions) {
        double total = 0;
        for (T file : files) {
            total += cost(fileOf.apply(file));
        }
        List<List<T>> plan = new ArrayList<>();
        double before = 0;
        int last = -1;
        for (T file : files) {
            double cost = cost(fileOf.apply(file));
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
