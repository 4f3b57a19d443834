package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reads single pictures, from files and from shards, by the names that the table gives them. */
public final class PictureBytes {

    private static final ShardRules ALL = new ShardRules(Set.of(), "");

    private PictureBytes() {}

    /**
     * The bytes of a picture.
     *
     * @param most so many bytes at most
     * @throws IOException if it is not there or cannot be read
     */
    public static byte[] of(String image, Configuration hadoop, int most) throws IOException {
        List<CorpusRow> found = new ArrayList<>();
        new Places(hadoop)
                .of(image)
                .lookUp(new Taking(ALL, Set.of(), found::add))
                .run();
        if (found.size() != 1 || !found.get(0).listed()) {
            throw new FileNotFoundException(image);
        }
        CorpusRow picture = found.get(0);
        if (picture.position() == CorpusRow.WHOLE) {
            try (InputStream in = OpenImage.of(image, most, hadoop)) {
                return in.readNBytes(most);
            }
        }
        try (ShardReader reader = new ShardReader(hadoop, ALL)) {
            return reader.read(picture, most);
        }
    }
}
