package io.msliqa.spark.listing;

import io.msliqa.spark.rows.CorpusRow;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Which files of a folder are taken, and by whom.
 *
 * @param rules which are pictures
 * @param excluded names of folders that are passed over
 * @param sink who takes them
 */
record Taking(ShardRules rules, Set<String> excluded, Consumer<CorpusRow> sink) {

    /** By a file's name, without its folder. */
    Predicate<String> wanted() {
        return name -> rules.wants(name) || ShardKind.of(name).isPresent();
    }
}
