package io.msliqa.spark.labels;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import io.msliqa.spark.rows.PairColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts the pictures whose labels and scores came together, and those left alone.
 * @param matched pictures with one label and a score by every model: those that count
 * @param labelled pictures with a label or several
 * @param doubled pictures with several labels
 * @param unlabelled pictures with a score but no label
 * @param models the labelled pictures without a usable score, by model
 */
public record Matches(long matched, long labelled, long doubled, long unlabelled, Map<String, OfModel> models) {

    private static final int EXAMPLES = 3;

    /**
     * Labelled pictures without a usable score.
     *
     * @param missing that the model has no row for
     * @param failed that it could not score, by reason; a score that is no finite number is {@code NOT_FINITE}
     * @param doubled that it has several scores for
     */
    public record OfModel(long missing, SortedMap<String, Long> failed, long doubled) {

        long failures() {
            return failed.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public static Matches count(Dataset<Row> joined, List<String> models) {
        Column[] outcomes = Stream.concat(
                        Stream.of(col(Matching.LABELS)), models.stream().map(Matches::outcome))
                .toArray(Column[]::new);
        long matched = 0;
        long labelled = 0;
        long doubled = 0;
        long unlabelled = 0;
        Map<String, SortedMap<String, Long>> byModel = new LinkedHashMap<>();
        models.forEach(model -> byModel.put(model, new TreeMap<>()));
        for (Row row : joined.groupBy(outcomes).count().collectAsList()) {
            long pictures = row.getLong(models.size() + 1);
            if (row.getString(0).equals(Matching.ABSENT)) {
                unlabelled += pictures;
                continue;
            }
            labelled += pictures;
            doubled += row.getString(0).equals(Matching.DOUBLED) ? pictures : 0;
            boolean usable = row.getString(0).equals(Matching.USABLE);
            for (int i = 0; i < models.size(); i++) {
                usable &= row.getString(i + 1).equals(Matching.USABLE);
                byModel.get(models.get(i)).merge(row.getString(i + 1), pictures, Long::sum);
            }
            matched += usable ? pictures : 0;
        }
        Map<String, OfModel> ofModels = new LinkedHashMap<>();
        byModel.forEach((model, counts) -> ofModels.put(model, ofModel(counts)));
        return new Matches(matched, labelled, doubled, unlabelled, ofModels);
    }

    private static OfModel ofModel(SortedMap<String, Long> counts) {
        SortedMap<String, Long> failed = new TreeMap<>(counts);
        failed.remove(Matching.USABLE);
        Long missing = failed.remove(Matching.ABSENT);
        Long doubled = failed.remove(Matching.DOUBLED);
        return new OfModel(missing == null ? 0 : missing, failed, doubled == null ? 0 : doubled);
    }

    /** The problems that the user has not allowed, each with examples. */
    public List<String> problems(Dataset<Row> joined, Missing allowed) {
        List<String> problems = new ArrayList<>();
        Column labelled = col(Matching.LABELS).notEqual(Matching.ABSENT);
        if (doubled > 0) {
            problems.add(doubled + " pictures have several labels"
                    + examples(joined, col(Matching.LABELS).equalTo(Matching.DOUBLED)) + "; leave one of each");
        }
        models.forEach((model, counts) -> {
            Column outcome = outcome(model);
            if (counts.doubled() > 0) {
                problems.add(counts.doubled() + " labelled pictures have several scores by " + model
                        + examples(joined, labelled.and(outcome.equalTo(Matching.DOUBLED)))
                        + "; pictures are known by the end of their path, so score only the labelled folder");
            }
            if (counts.missing() > 0 && !allowed.allowsScores()) {
                problems.add(counts.missing() + " of " + this.labelled + " labelled pictures have no score by " + model
                        + examples(joined, labelled.and(outcome.equalTo(Matching.ABSENT)))
                        + "; score them, or leave them out with --allow-missing=scores");
            }
            if (counts.failures() > 0 && !allowed.allowsScores()) {
                Column failed = outcome.isin(counts.failed().keySet().toArray());
                problems.add(counts.failures() + " labelled pictures could not be scored by " + model + " "
                        + counts.failed() + examples(joined, labelled.and(failed))
                        + "; mend them, or leave them out with --allow-missing=scores");
            }
        });
        if (unlabelled > 0 && !allowed.allowsLabels()) {
            problems.add(unlabelled + " scored pictures have no label"
                    + examples(joined, col(Matching.LABELS).equalTo(Matching.ABSENT))
                    + "; label them, or leave them out with --allow-missing=labels");
        }
        return problems;
    }

    private static Column outcome(String model) {
        return Matching.column(PairColumns.of(Matching.OUTCOME, model));
    }

    private static String examples(Dataset<Row> joined, Column which) {
        return joined
                .filter(which)
                .select(coalesce(col(Matching.LABEL + "." + PairColumns.IMAGE), col(Matching.KEY)))
                .limit(EXAMPLES)
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .sorted()
                .collect(Collectors.joining(", ", " (such as ", ")"));
    }
}
