package io.msliqa.spark.nightly;

import io.msliqa.UserException;
import io.msliqa.spark.labels.Labels;
import io.msliqa.spark.nightly.NightlyJob.Night;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.NightRow.Stack;
import io.msliqa.spark.scoring.RunListener;
import io.msliqa.spark.scoring.RunNames;
import io.msliqa.spark.scoring.RunRecord;
import io.msliqa.spark.scoring.ScoringJob;
import io.msliqa.spark.scoring.ScoringRun;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.NightHistory;
import io.msliqa.spark.store.ScoreTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * Scores what is new, judges the night and those that were missed before it, and keeps them.
 *
 * <p>Killed at any moment and started again, it goes on where it was: scores that are published belong to no night until one
 * is kept, and a night is kept in one step, after its report was written.
 */
public final class NightlyRun {

    private final SparkSession spark;
    private final Settings settings;
    private final NightlyFiles files;
    private final RunListener listener;
    private final Consumer<NightResult> report;
    private final Instant started = Instant.now();
    private final Dates dates;

    /** @param report is handed each night before it is kept */
    public NightlyRun(
            SparkSession spark,
            Settings settings,
            NightlyFiles files,
            RunListener listener,
            Consumer<NightResult> report) {
        this.spark = spark;
        this.settings = settings;
        this.files = files;
        this.listener = listener;
        this.report = report;
        this.dates = new Dates(settings.nightly().calendar(), started);
    }

    /**
     * What to do.
     *
     * @param places pictures, folders and patterns; {@code {night}} in them stands for the night
     * @param manifests lists of pictures, likewise
     * @param night its name; empty for today's
     * @param backfill whether missed nights are judged by themselves
     * @param labels people's opinions; empty if none are known
     */
    public record Request(
            List<String> places,
            List<String> manifests,
            Optional<String> night,
            boolean backfill,
            Optional<Labels> labels) {

        List<String> named() {
            List<String> named = new ArrayList<>(places);
            named.addAll(manifests);
            return named;
        }
    }

    /**
     * Judges and keeps.
     *
     * @return the nights that were judged, the first one first; the last is the one that was asked for
     * @throws UserException if an input is missing, or another run is at work
     */
    public List<NightResult> run(Request request) {
        String night = request.night().orElseGet(dates::today);
        Dates.requireReal(night);
        NightHistory history = NightHistory.create(spark, files.history());
        try (NightHistory.Writer writer = history.writer(RunNames.next(started), settings.storage())) {
            List<NightRow> known = new ArrayList<>(history.nights());
            Optional<NightRow> later = known.stream()
                    .filter(other -> other.night().compareTo(night) > 0)
                    .findFirst();
            Optional<NightRow> self =
                    known.stream().filter(other -> other.night().equals(night)).findFirst();
            if (later.isPresent() && !Dates.isDated(request.named())) {
                NightRow former = self.orElseThrow(() -> new UserException("The night '" + night + "' lies before '"
                        + later.get().night() + "', which has counted its pictures already. Name a later one, or use"
                        + " {night} in the inputs"));
                return List.of(keep(request, writer, known, again(former, known)));
            }
            return scored(request, night, known, writer);
        }
    }

    /** A night of the past is judged by the scores that it has. */
    private Night again(NightRow former, List<NightRow> known) {
        return new Night(
                former.night(),
                former.share(),
                former.stack(),
                others(former.share()),
                former.canaries(),
                former.verdict().judgedAt(),
                missed(known, former.night()),
                former.seconds());
    }

    private List<String> missed(List<NightRow> known, String night) {
        List<String> names = known.stream().map(NightRow::night).toList();
        return names.stream()
                .filter(name -> name.compareTo(night) < 0)
                .reduce((first, second) -> second)
                .map(before -> dates.missed(before, night))
                .orElse(List.of());
    }

    private List<NightResult> scored(Request request, String night, List<NightRow> known, NightHistory.Writer writer) {
        List<String> nights = new ArrayList<>();
        if (request.backfill()) {
            nights.addAll(missed(known, night));
        }
        nights.add(night);
        ScoringRun run = new ScoringRun(spark, settings, listener);
        SortedMap<String, Double> canaries = canaries(run);
        Map<String, NightShares.Scored> shares = new NightShares(spark, files, dates, run, request, known).of(nights);
        List<NightResult> results = new ArrayList<>();
        for (String name : nights) {
            NightShares.Scored share = shares.get(name);
            NightResult result = keep(
                    request,
                    writer,
                    known,
                    new Night(
                            name,
                            share.share(),
                            stack(share.record().model(), share.record().settings()),
                            others(share.share()),
                            canaries,
                            name.equals(night) ? started : dates.end(name),
                            missed(known, name),
                            share.seconds()));
            results.add(result);
            known.removeIf(other -> other.night().equals(name));
            known.add(result.night());
            known.sort(Comparator.comparing(NightRow::night));
        }
        return results;
    }

    private NightResult keep(Request request, NightHistory.Writer writer, List<NightRow> known, Night night) {
        ScoreTable table = ScoreTable.create(spark, files.scores());
        NightResult judged = new NightlyJob(settings.nightly(), table.read(), known, request.labels()).judge(night);
        NightResult result = cost(night).map(judged::withCost).orElse(judged);
        report.accept(result);
        writer.keep(result.night());
        return result;
    }

    private Optional<Double> cost(Night night) {
        double price = settings.scoring().pricePerHour();
        double seconds = night.seconds().getOrDefault(RunRecord.WHOLE_RUN, Double.NaN);
        return price > 0 && Double.isFinite(seconds) ? Optional.of(price * seconds / 3600) : Optional.empty();
    }

    /** Our own pictures are scored by the model that judges. */
    private SortedMap<String, Double> canaries(ScoringRun run) {
        ScoringJob job = ScoringJob.prepare(spark, run.models().subList(0, 1), settings, RunNames.next(started));
        return Canaries.score(job, files.canaries(), spark.sparkContext().hadoopConfiguration());
    }

    /** The further models of the runs that scored a night. */
    private List<Stack> others(NightRow.Share share) {
        Set<String> runs = share.parts().stream().map(NightRow.RunPart::run).collect(Collectors.toSet());
        return ScoreTable.existing(spark, files.scores()).history().records(RunRecord.class).stream()
                .filter(record -> runs.contains(record.run()))
                .flatMap(record -> record.also().stream())
                .map(also -> stack(also.model(), also.settings()))
                .distinct()
                .toList();
    }

    private static Stack stack(RunRecord.ModelRecord model, RunRecord.SettingsRecord settings) {
        return new Stack(
                "",
                model.name(),
                model.id(),
                settings.preprocessingId(),
                model.scoreMin(),
                model.scoreMax(),
                model.higherIsBetter());
    }
}
