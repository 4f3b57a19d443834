package io.msliqa.spark.nightly.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.scale.QualityScale;
import io.msliqa.spark.nightly.checks.SimulatedYear.Event;
import io.msliqa.spark.nightly.checks.SimulatedYear.Night;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.NightRow.Stack;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A year of nights, judged one after the other: {@code make year-of-nights}. A person accepts the new camera after three nights
 * and has the encoder's pictures made anew; the nights of these are then judged again.
 */
class YearOfNights {

    /** With fewer draws than usual, as intervals hardly differ and a year is long. */
    private static final int RESAMPLES = 200;

    private final SimulatedYear year = new SimulatedYear(Long.getLong("msliqa.year.seed", 1));
    private final Settings settings = settings();
    private final Map<String, Night> nights = new LinkedHashMap<>();
    private final Map<String, NightRow> known = new TreeMap<>();
    private final Map<String, List<CheckRow>> alarms = new TreeMap<>();

    private static Settings settings() {
        try {
            Path file = Files.createTempFile("year", ".conf");
            Files.writeString(file, "msliqa.nightly.bootstrap.resamples = " + RESAMPLES);
            Settings read = Settings.load(List.of(file), Map.of());
            Files.delete(file);
            return read;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stack stack(LocalDate date) {
        String model = SimulatedYear.isOtherModel(date) ? "model-2" : "model-1";
        return new Stack("", "small", model, "pre-1", 1, 5, true);
    }

    private static SortedMap<String, Double> canaries(LocalDate date) {
        double shift = SimulatedYear.isOtherModel(date) ? 0.3 : 0;
        return new TreeMap<>(Map.of("a.jpg", 3.0 + shift, "b.jpg", 2.0 + shift));
    }

    private NightRow judge(LocalDate date, Night night, List<String> missed) {
        List<NightRow> before = known.values().stream()
                .filter(other -> other.night().compareTo(night.name()) < 0)
                .toList();
        Instant started = date.atTime(2, 30).toInstant(ZoneOffset.UTC);
        NightJudge judge = new NightJudge(
                settings.nightly(),
                before,
                new NightJudge.Asked(night.name(), stack(date), canaries(date), started, missed));
        List<Night> compared = new ArrayList<>();
        judge.alike().forEach(other -> compared.add(nights.get(other.night())));
        compared.add(night);
        NightComparison comparison = new NightComparison(
                settings.nightly(), QualityScale.higherIsBetter(1, 5), SimulatedYear.grouped(compared));
        List<CheckRow> checks = NightJudge.weighed(
                settings.nightly(), judge.judge(comparison, night.counts()).checks());
        return new NightRow(
                night.name(),
                new NightRow.Verdict(Verdicts.outcome(checks), Verdicts.headline(checks), false, 1, started),
                new NightRow.Share(List.of("/in"), List.of()),
                night.counts(),
                judge.stack(),
                judge.alike().stream().map(NightRow::night).toList(),
                checks,
                canaries(date),
                Map.of());
    }

    private void keep(LocalDate date, Night night, List<String> missed) {
        NightRow row = judge(date, night, missed);
        nights.put(night.name(), night);
        known.put(night.name(), row);
        alarms.put(night.name(), Verdicts.alarms(row.checks()));
    }

    @Test
    void alarmsAreRight() {
        List<String> missed = new ArrayList<>();
        int repaired = 0;
        for (int day = 0; day < SimulatedYear.NIGHTS; day++) {
            LocalDate date = SimulatedYear.FIRST.plusDays(day);
            Event event = SimulatedYear.event(date);
            if (event == Event.MISSED) {
                missed.add(date.toString());
                continue;
            }
            keep(date, year.night(date, false), missed);
            missed.clear();
            if (event == Event.CRASH) {
                // The run was killed after it was kept, and is started again.
                keep(date, year.night(date, false), List.of());
            }
            if (date.toString().equals("2026-07-18")) {
                List.of("2026-07-15", "2026-07-16", "2026-07-17")
                        .forEach(name -> known.computeIfPresent(name, (key, row) -> row.accept()));
            }
            if (date.toString().equals("2026-06-14")) {
                for (LocalDate bad = LocalDate.parse("2026-06-10"); bad.getDayOfMonth() <= 12; bad = bad.plusDays(1)) {
                    NightRow again = judge(bad, year.night(bad, true), List.of());
                    repaired += again.verdict().outcome() == Outcome.PASS ? 1 : 0;
                    nights.put(bad.toString(), year.night(bad, true));
                    known.put(bad.toString(), again);
                }
            }
        }
        report(repaired);
    }

    private static final Map<Event, Set<Check>> WANTED = new EnumMap<>(Map.of(
            Event.SLIDE, Set.of(Check.SLIDE),
            Event.ENCODER, Set.of(Check.LEVEL, Check.CAUSE),
            Event.CAMERA, Set.of(Check.LEVEL, Check.DELIVERY, Check.QUANTILE),
            Event.MIX, Set.of(Check.MIX),
            Event.AFTER_MISSED, Set.of(Check.MISSED),
            Event.MODEL, Set.of(Check.CANARIES),
            Event.FOLDER_GONE, Set.of(Check.DELIVERY)));

    private void report(int repaired) {
        Map<Event, int[]> byKind = new EnumMap<>(Event.class);
        StringBuilder falseOnes = new StringBuilder();
        String slideTold = "never";
        String slideFailed = "never";
        for (Map.Entry<String, List<CheckRow>> night : alarms.entrySet()) {
            Event event = SimulatedYear.event(LocalDate.parse(night.getKey()));
            int[] counts = byKind.computeIfAbsent(event, key -> new int[3]);
            List<CheckRow> raised = night.getValue();
            boolean wanted = raised.stream()
                    .anyMatch(row -> WANTED.getOrDefault(event, Set.of()).contains(row.check()));
            counts[0]++;
            counts[1] += raised.isEmpty() ? 0 : 1;
            counts[2] += wanted ? 1 : 0;
            boolean quiet = event == Event.QUIET || event == Event.CRASH || event == Event.HOLIDAY;
            if (quiet && !raised.isEmpty()) {
                falseOnes
                        .append("  ")
                        .append(night.getKey())
                        .append(' ')
                        .append(event)
                        .append(' ')
                        .append(raised.get(0).check())
                        .append(' ')
                        .append(Verdicts.sentence(raised.get(0)))
                        .append('\n');
            }
            if (event == Event.SLIDE) {
                slideTold = slideTold.equals("never") && wanted ? night.getKey() : slideTold;
                boolean failed = known.get(night.getKey()).verdict().outcome() == Outcome.FAIL;
                slideFailed = slideFailed.equals("never") && failed ? night.getKey() : slideFailed;
            }
        }
        StringBuilder text = new StringBuilder("kind: nights, with an alarm, with the right alarm\n");
        byKind.forEach((event, counts) ->
                text.append(String.format(Locale.ROOT, "%-12s %3d %3d %3d%n", event, counts[0], counts[1], counts[2])));
        text.append("slide told ")
                .append(slideTold)
                .append(", first failed ")
                .append(slideFailed)
                .append('\n');
        text.append("repaired nights that pass: ").append(repaired).append(" of 3\n");
        text.append("alarms in nights in which nothing happened:\n").append(falseOnes);
        System.out.println(text);
        for (Event event : WANTED.keySet()) {
            assertThat(byKind.get(event)[2]).as(event.name()).isPositive();
        }
        assertThat(repaired).isEqualTo(3);
        assertThat(known).hasSize(SimulatedYear.NIGHTS - 2);
    }
}
