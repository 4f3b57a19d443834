package io.msliqa.spark.rows;

import io.msliqa.patch.ZoomLevel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What all score rows of a run share.
 *
 * @param modelId the model's identity
 * @param preprocessingId that of everything that decides which pixels the network sees
 * @param runId the run
 * @param heads names of the model's heads, in its order, each once
 */
public record ScoreStamp(String modelId, String preprocessingId, String runId, List<String> heads)
        implements Serializable {

    /** Names for heads: their zoom levels, and a number behind where one comes again. */
    public static List<String> headNames(List<ZoomLevel> levels) {
        List<String> names = new ArrayList<>();
        for (ZoomLevel level : levels) {
            String name = level.toString();
            for (int again = 2; names.contains(name); again++) {
                name = level + "#" + again;
            }
            names.add(name);
        }
        return names;
    }
}
