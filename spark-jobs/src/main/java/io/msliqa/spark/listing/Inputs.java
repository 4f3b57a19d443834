package io.msliqa.spark.listing;

import java.util.ArrayList;
import java.util.List;

/**
 * Names the places of a user's pictures.
 *
 * @param places pictures, folders and patterns, as URIs or as paths of the default file system
 * @param manifests lists of pictures, as {@link io.msliqa.spark.tables.ManifestOption} reads them: text with one a
 *     line, or a table
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
