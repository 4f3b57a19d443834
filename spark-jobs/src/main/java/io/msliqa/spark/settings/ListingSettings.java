package io.msliqa.spark.settings;

import java.util.List;
import java.util.Locale;

/**
 * Which files count as pictures, and how they are shared out.
 *
 * @param extensions without the dot, lower case; empty for every file
 * @param parquetColumn which column of a Parquet file holds pictures; empty for the only one of bytes
 * @param openCostBytes what a picture costs beyond its size, as bytes, when partitions are balanced
 */
public record ListingSettings(List<String> extensions, String parquetColumn, long openCostBytes) {

    public ListingSettings {
        extensions = extensions.stream()
                .map(extension -> extension.toLowerCase(Locale.ROOT))
                .toList();
        for (String extension : extensions) {
            if (extension.isEmpty() || extension.contains(".") || extension.contains("/")) {
                throw new IllegalArgumentException("extensions has '" + extension + "'; write jpg, not .jpg or *.jpg");
            }
        }
    }

    static ListingSettings read(Section section) {
        return new ListingSettings(
                section.texts("extensions"),
                section.text("parquet-column"),
                section.bytes("open-cost-bytes", 0, 1L << 40));
    }
}
