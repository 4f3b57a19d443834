package io.msliqa.spark.console;

import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.scoring.Highlights;
import io.msliqa.spark.scoring.RunRecord;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a person wants to know when the scoring has ended: how much, what failed, which are best and worst, what next. */
public final class ScoreSummary {

    private final RunRecord run;
    private final Dataset<Row> table;
    private final int top;
    private final PrintStream out;

    /**
     * What to say of a run.
     *
     * @param table the whole score table
     * @param top how many of the best and of the worst pictures are shown
     */
    public ScoreSummary(RunRecord run, Dataset<Row> table, int top, PrintStream out) {
        this.run = run;
        this.top = top;
        this.out = out;
        this.table = table;
    }

    public void print() {
        table.sparkSession().sparkContext().setJobDescription("Summing up");
        for (RunRecord each : run.ofEachModel()) {
            Dataset<Row> rows = table.filter(table.col(ScoreColumns.MODEL_ID)
                    .equalTo(each.model().id())
                    .and(table.col(ScoreColumns.PREPROCESSING_ID)
                            .equalTo(each.settings().preprocessingId())));
            new OfModel(each, Highlights.of(rows, 2 * top, each.run()), top, out).print();
        }
        stages();
        whatNext();
    }

    private void stages() {
        String stages = run.seconds().entrySet().stream()
                .filter(stage -> !stage.getKey().equals(RunRecord.WHOLE_RUN))
                .map(stage -> String.format(Locale.ROOT, "%s %,.1f", stage.getKey(), stage.getValue()))
                .collect(Collectors.joining(", "));
        out.printf(Locale.ROOT, "Seconds by stage, of all tasks together: %s%n", stages);
    }

    private void whatNext() {
        Path table = new Path(run.table());
        String folder = "file".equals(table.toUri().getScheme()) ? table.toUri().getPath() : run.table();
        out.printf(Locale.ROOT, "%nThe score table (Parquet): %s%n", folder);
        out.printf(Locale.ROOT, "  pandas   pandas.read_parquet(\"%s\")%n", folder);
        out.printf(Locale.ROOT, "  DuckDB   SELECT image, score FROM '%s/wave=*/*.parquet' ORDER BY score%n", folder);
        out.printf(Locale.ROOT, "What this run did: %s/_runs/%s.json%n", folder, run.run());
        out.printf(Locale.ROOT, "Run the same command again to score what is new.%n");
    }

    /** The part of one model. */
    private record OfModel(RunRecord run, Highlights highlights, int top, PrintStream out) {

        void print() {
            counts();
            failures();
            causes();
            ranking();
        }

        private void counts() {
            Duration took = Duration.between(Instant.parse(run.started()), Instant.parse(run.finished()));
            double seconds = run.seconds().get(RunRecord.WHOLE_RUN);
            out.printf(
                    Locale.ROOT,
                    "%n%,d pictures found = %,d scored + %,d failed + %,d skipped (already in the table, unchanged)%n",
                    run.discovered(),
                    run.scored(),
                    run.failed(),
                    run.skipped());
            if (run.repeated() > 0) {
                out.printf(
                        Locale.ROOT,
                        "%,d times a picture was found again, by another input; it counts once%n",
                        run.repeated());
            }
            if (run.stillFailed() > 0) {
                out.printf(
                        Locale.ROOT,
                        "%,d of the skipped have no score, as they failed before: --retry-failed tries them again, msliqa runs"
                                + " says why%n",
                        run.stillFailed());
            }
            out.printf(
                    Locale.ROOT,
                    "%s, %.1f pictures a second; model %s, mode %s%n",
                    TimeText.of(took),
                    (run.scored() + run.failed()) / Math.max(1e-3, seconds),
                    run.model().name(),
                    run.settings().mode().toLowerCase(Locale.ROOT));
        }

        private void failures() {
            if (run.failed() == 0) {
                return;
            }
            out.printf(Locale.ROOT, "%nFailed, by reason, each with an example:%n");
            highlights
                    .failures()
                    .forEach((reason, example) -> out.printf(
                            Locale.ROOT,
                            "  %-20s %,8d   %s: %s%n",
                            reason,
                            run.failures().getOrDefault(reason, 0L),
                            example.image(),
                            example.message()));
        }

        /** What is wrong with the pictures of the table, for models that say so. */
        private void causes() {
            if (highlights.causes().isEmpty()) {
                return;
            }
            out.printf(Locale.ROOT, "%nWhat is wrong with the pictures of the table, and their mean score:%n");
            highlights.causes().entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<String, Highlights.Cause> cause) ->
                            -cause.getValue().pictures()))
                    .forEach(cause -> out.printf(
                            Locale.ROOT,
                            "  %-14s %,10d %8.3f%n",
                            cause.getKey(),
                            cause.getValue().pictures(),
                            cause.getValue().mean()));
        }

        private void ranking() {
            boolean higher = run.model().higherIsBetter();
            List<Highlights.Picture> best = higher ? highlights.highest() : highlights.lowest();
            List<Highlights.Picture> worst = higher ? highlights.lowest() : highlights.highest();
            if (best.isEmpty()) {
                return;
            }
            out.printf(
                    Locale.ROOT,
                    "%nScores go from %s (%s) to %s (%s); the spread is the standard deviation over a picture's patches"
                            + " or views.%n",
                    number(run.model().scoreMin()),
                    higher ? "worst" : "best",
                    number(run.model().scoreMax()),
                    higher ? "best" : "worst");
            if (best.size() < 2 * top) {
                list("All pictures of the table, the best first:", best);
                return;
            }
            list("The best of the table:", best.subList(0, top));
            list("The worst of the table, the worst first:", worst.subList(0, top));
        }

        private void list(String title, List<Highlights.Picture> pictures) {
            out.printf(Locale.ROOT, "%n%s%n   score  spread  picture%n", title);
            for (Highlights.Picture picture : pictures) {
                out.printf(Locale.ROOT, "%8.3f %7.3f  %s%n", picture.score(), picture.spread(), picture.image());
            }
        }

        private static String number(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }
    }
}
