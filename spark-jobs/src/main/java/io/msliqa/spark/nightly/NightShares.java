package io.msliqa.spark.nightly;

import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.nightly.NightlyRun.Request;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.NightRow.RunPart;
import io.msliqa.spark.scoring.RunRecord;
import io.msliqa.spark.scoring.ScoringRun;
import io.msliqa.spark.store.ScoreTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Scores what is new and shares it out among the nights that are to be judged: no picture to two of them. */
final class NightShares {

    private final SparkSession spark;
    private final NightlyFiles files;
    private final Dates dates;
    private final ScoringRun run;
    private final Request request;
    private final List<NightRow> known;

    /**
     * A night's pictures and the run that scored the last of them.
     *
     * @param work the share of that run's work that was this night's, 0 to 1
     */
    record Scored(NightRow.Share share, RunRecord record, double work) {

        /** What this night took of what the run took. */
        Map<String, Double> seconds() {
            Map<String, Double> seconds = new LinkedHashMap<>(record.seconds());
            seconds.replaceAll((stage, all) -> all * work);
            return seconds;
        }
    }

    /** @param known nights that were judged */
    NightShares(
            SparkSession spark,
            NightlyFiles files,
            Dates dates,
            ScoringRun run,
            Request request,
            List<NightRow> known) {
        this.spark = spark;
        this.files = files;
        this.dates = dates;
        this.run = run;
        this.request = request;
        this.known = known;
    }

    /** By night; the nights in order, the last of them the one that was asked for. */
    Map<String, Scored> of(List<String> nights) {
        return Dates.isDated(request.named()) ? byInput(nights) : byTime(nights);
    }

    /** Each night has inputs of its own. */
    private Map<String, Scored> byInput(List<String> nights) {
        Map<String, Scored> shares = new LinkedHashMap<>();
        List<RunPart> claimed = claimed();
        for (String night : nights) {
            RunRecord record = score(night);
            List<RunPart> parts = own(night);
            List<RunPart> rest = unclaimed(runs(), claimed);
            parts.addAll(rest);
            claimed.addAll(rest);
            shares.put(night, new Scored(new NightRow.Share(Dates.of(request.named(), night), parts), record, 1));
        }
        return shares;
    }

    /** All nights have the same inputs: the pictures are shared out by when they were changed. */
    private Map<String, Scored> byTime(List<String> nights) {
        Map<String, Scored> shares = new LinkedHashMap<>();
        RunRecord record = score(nights.get(nights.size() - 1));
        List<RunPart> rest = unclaimed(runs(), claimed());
        Optional<Instant> from = Optional.empty();
        for (int i = 0; i < nights.size(); i++) {
            String night = nights.get(i);
            Optional<Instant> until = i + 1 < nights.size() ? Optional.of(dates.end(night)) : Optional.empty();
            NightRow.Span span = new NightRow.Span(from, until);
            List<RunPart> parts = own(night);
            for (RunPart part : rest) {
                part.within(span).ifPresent(parts::add);
            }
            shares.put(night, new Scored(new NightRow.Share(request.named(), parts), record, 1));
            from = until;
        }
        return nights.size() == 1 ? shares : byWork(shares, rest);
    }

    /** One run scored the pictures of all these nights: what it took is each one's by its pictures. */
    private Map<String, Scored> byWork(Map<String, Scored> shares, List<RunPart> scored) {
        List<String> runs = scored.stream().map(RunPart::run).toList();
        List<NightPictures.Owned> owned = new ArrayList<>();
        shares.forEach((night, share) -> owned.add(new NightPictures.Owned(
                night,
                share.share().parts().stream()
                        .filter(part -> runs.contains(part.run()))
                        .toList())));
        Map<String, Long> sizes =
                NightPictures.sizes(ScoreTable.existing(spark, files.scores()).read(), owned);
        double all =
                Math.max(1, sizes.values().stream().mapToLong(Long::longValue).sum());
        Map<String, Scored> byWork = new LinkedHashMap<>();
        shares.forEach((night, share) ->
                byWork.put(night, new Scored(share.share(), share.record(), sizes.getOrDefault(night, 0L) / all)));
        return byWork;
    }

    private RunRecord score(String night) {
        Inputs inputs = new Inputs(
                Dates.of(request.places(), night), Dates.of(request.manifests(), night), List.of(files.root()));
        return run.run(inputs, files.scores());
    }

    private List<RunPart> claimed() {
        return known.stream()
                .flatMap(night -> night.share().parts().stream())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private List<String> runs() {
        return NightPictures.runs(ScoreTable.existing(spark, files.scores()).read());
    }

    /**
     * What no night has yet, in the order of the runs. Of a run that was being shared out among several nights when it was
     * killed, the nights that were kept have the older pictures, and the rest are left.
     */
    static List<RunPart> unclaimed(Collection<String> runs, List<RunPart> claimed) {
        List<RunPart> rest = new ArrayList<>();
        for (String run : new TreeSet<>(runs)) {
            List<Optional<Instant>> ends = claimed.stream()
                    .filter(part -> part.run().equals(run))
                    .map(RunPart::until)
                    .toList();
            if (ends.stream().allMatch(Optional::isPresent)) {
                rest.add(new RunPart(
                        run, ends.stream().flatMap(Optional::stream).max(Instant::compareTo), Optional.empty()));
            }
        }
        return rest;
    }

    private List<RunPart> own(String night) {
        return known.stream()
                .filter(other -> other.night().equals(night))
                .flatMap(other -> other.share().parts().stream())
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
