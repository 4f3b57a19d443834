package io.msliqa.spark.listing;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a user's pictures are to be found.
 *
 * @param places pictures, folders and patterns, as URIs or as paths of the default file system
 * @param manifests lists of pictures: text with one a line, {@code .csv} with a header and {@code .parquet}, both with a
 *     column {@code image}
 * @param excluded folders below the places that are passed over, such as the score table itself
 */
public record Inputs(List<String> places, List<String> manifests, List<String> excluded) {

    public Inputs {
        places = List.copyOf(places);
        manifests = List.copyOf(manifests);
        excluded = List.copyOf(excluded);
    }

    /** All that the user named. */
    public List<String> named() {
        List<String> named = new ArrayList<>(places);
        named.addAll(manifests);
        return named;
    }
}
