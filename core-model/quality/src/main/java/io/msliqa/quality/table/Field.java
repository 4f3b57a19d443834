package io.msliqa.quality.table;

import java.util.List;
import java.util.Locale;

/** What a column of a table can hold. */
public enum Field {
    /** Which picture: a name or a path. */
    IMAGE,
    /** What a model says of it, on the model's scale. */
    SCORE,
    /** What people say of it: a MOS or DMOS on its declared scale. */
    OPINION,
    /** How far single opinions lie apart: a standard deviation. */
    DEVIATION,
    /** The pristine picture that it was made of. */
    REFERENCE,
    /** What was done to it. */
    DISTORTION,
    /** How much of that was done. */
    LEVEL,
    /** How many people gave an opinion of it. */
    VOTES,
    /** What is wrong with it, in a model's words. */
    CAUSE,
    /** Whether it is as good without its colours: 1 if it is. */
    GREY,
    /** How long its file is. */
    BYTES,
    /** When its file was changed last. */
    MODIFIED,
    /** Its file's checksum, as the storage has it. */
    ETAG;

    /** What a user calls it in an option: {@code image=COLUMN}. */
    public String key() {
        // "deviation" is what a user calls what deviations are those of.
        return this == DEVIATION ? "std" : name().toLowerCase(Locale.ROOT);
    }

    /** The column names tried for this field; the first that the table has is taken. */
    public List<String> usualNames() {
        return switch (this) {
            case IMAGE ->
                List.of(
                        "image",
                        "image_name",
                        "image name",
                        "dist_img",
                        "dist_name",
                        "filename",
                        "file_name",
                        "file",
                        "image_path",
                        "path");
            case SCORE -> List.of("score", "quality_score", "prediction");
            case OPINION -> List.of("score", "mos", "dmos", "opinion");
            case DEVIATION -> List.of("deviation", "std", "sd", "dmos_std", "mos_std");
            case REFERENCE -> List.of("reference", "ref", "ref_img", "ref_name");
            case DISTORTION -> List.of("distortion", "dist_type", "dst_type");
            case LEVEL -> List.of("level", "dist_level", "dst_lev");
            case VOTES -> List.of("votes", "opinions", "ratings", "num_ratings", "c_total");
            // Ours first, then those of S3's inventories.
            case BYTES -> List.of("bytes", "size");
            case MODIFIED -> List.of("modified", "last_modified", "last_modified_date", "lastmodifieddate");
            case ETAG -> List.of("etag", "e_tag");
            // Words that may mean anything in a table of somebody's own: only sets that we made, and who names them.
            case CAUSE, GREY -> List.of();
        };
    }
}
