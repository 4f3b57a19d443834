package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.spark.SharedSpark;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class HighlightsSparkTest {

    private static Dataset<Row> rows(String values) {
        return SharedSpark.session()
                .sql("SELECT * FROM VALUES " + values
                        + " AS t(image, status, reason, message, score, score_std, cause, run_id, wave)")
                .repartition(3);
    }

    private static String scored(String image, double score, String cause, int wave) {
        return "('" + image + "', 'SCORED', NULL, NULL, " + score + "D, 0.5D, " + cause + ", 'r" + wave + "', " + wave
                + ")";
    }

    private static List<String> names(List<Highlights.Picture> pictures) {
        return pictures.stream().map(Highlights.Picture::image).toList();
    }

    @Test
    void onlyTheNewestRowOfAPictureThatChangedCounts() {
        Dataset<Row> rows = rows(String.join(
                ", ",
                scored("a", 5, "'blur'", 1),
                scored("a", 1.5, "'none'", 3),
                scored("b", 4, "'none'", 1),
                scored("c", 2, "'blur'", 2),
                scored("d", 4, "'blur'", 2)));

        Highlights two = Highlights.of(rows, 2, "r3");

        assertThat(names(two.highest())).containsExactly("b", "d");
        assertThat(names(two.lowest())).containsExactly("a", "c");
        assertThat(two.lowest().get(0).score()).isEqualTo(1.5);
        assertThat(two.causes().keySet()).containsExactly("blur", "none");
        assertThat(two.causes().get("blur").pictures()).isEqualTo(3);
        assertThat(two.causes().get("blur").mean()).isCloseTo(11 / 3.0, within(1e-12));
        assertThat(two.failures()).isEmpty();
    }

    @Test
    void ofEachReasonThereIsTheFirstPictureThatFailedInThisRun() {
        Dataset<Row> rows = rows("('b', 'FAILED', 'EMPTY', 'nothing in b', NULL, NULL, NULL, 'r', 1), "
                + "('a', 'FAILED', 'EMPTY', 'nothing in a', NULL, NULL, NULL, 'r', 1), "
                + "('0', 'FAILED', 'EMPTY', 'nothing in 0', NULL, NULL, NULL, 'before', 1)");

        Highlights none = Highlights.of(rows, 2, "r");

        assertThat(none.failures()).containsExactly(Map.entry("EMPTY", new Highlights.Example("a", "nothing in a")));
        assertThat(none.highest()).isEmpty();
        assertThat(none.causes()).isEmpty();
    }

    @Test
    void manyPicturesAreCutAsTheyCome() {
        Dataset<Row> rows = SharedSpark.session()
                .range(0, 5000, 1, 2)
                .selectExpr(
                        "cast(id as string) image",
                        "'SCORED' status",
                        "cast(null as string) reason",
                        "cast(null as string) message",
                        "cast(id * 7919 % 5000 as double) score",
                        "0D score_std",
                        "cast(null as string) cause",
                        "'r' run_id",
                        "1 wave");

        Highlights three = Highlights.of(rows, 3, "r");

        assertThat(three.highest()).extracting(Highlights.Picture::score).containsExactly(4999.0, 4998.0, 4997.0);
        assertThat(three.lowest()).extracting(Highlights.Picture::score).containsExactly(0.0, 1.0, 2.0);
    }
}
