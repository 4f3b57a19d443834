package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Says which files of a folder are taken, and hands them on.
 *
 * @param rules which are pictures
 * @param excluded names of folders that are passed over
 * @param sink takes them
 */
record Taking(ShardRules rules, Set<String> excluded, Consumer<CorpusRow> sink) {

    /** Whether a file is taken, by its name without the folder. */
    Predicate<String> wanted() {
        return name -> rules.wants(name) || ShardKind.of(name).isPresent();
    }
}
