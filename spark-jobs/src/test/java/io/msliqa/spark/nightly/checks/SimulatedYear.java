package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.NightScores;
import io.msliqa.quality.drift.ScoreCounts;
import io.msliqa.spark.rows.NightRow.Counts;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes the pictures of a year of nights, as plain records: three folders and one that is fed on Mondays, weekends with fewer
 * scans, and all that happens to an archive in a year.
 */
final class SimulatedYear {

    static final LocalDate FIRST = LocalDate.parse("2026-01-01");
    static final int NIGHTS = 365;

    /** What happens, and which nights it is seen in. */
    enum Event {
        QUIET,
        HOLIDAY,
        SLIDE,
        ENCODER,
        CAMERA,
        MIX,
        MISSED,
        AFTER_MISSED,
        CRASH,
        MODEL,
        FOLDER_GONE
    }

    private record Picture(String folder, String camera, String cause, double points, boolean failed) {}

    private final long seed;

    SimulatedYear(long seed) {
        this.seed = seed;
    }

    static Event event(LocalDate date) {
        String day = date.toString().substring(5);
        if (List.of("01-01", "05-01", "12-24", "12-25", "12-26").contains(day)) {
            return Event.HOLIDAY;
        }
        if (List.of("09-05", "09-06").contains(day)) {
            return Event.MISSED;
        }
        if (List.of("10-03", "11-08").contains(day)) {
            return Event.CRASH;
        }
        if (within(day, "03-01", "04-29")) {
            return Event.SLIDE;
        }
        if (within(day, "06-10", "06-12")) {
            return Event.ENCODER;
        }
        if (within(day, "07-15", "07-18")) {
            return Event.CAMERA;
        }
        if (within(day, "08-20", "08-24")) {
            return Event.MIX;
        }
        return switch (day) {
            case "09-07" -> Event.AFTER_MISSED;
            case "10-20" -> Event.MODEL;
            case "11-20" -> Event.FOLDER_GONE;
            default -> Event.QUIET;
        };
    }

    private static boolean within(String day, String from, String to) {
        return day.compareTo(from) >= 0 && day.compareTo(to) <= 0;
    }

    /** Since the model was changed its scores are others. */
    static boolean isOtherModel(LocalDate date) {
        return !date.isBefore(LocalDate.parse("2026-10-20"));
    }

    /** @param repaired whether the encoder's pictures have been made anew */
    Night night(LocalDate date, boolean repaired) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003L + date.toEpochDay());
        double mood = 0.7 * random.nextGaussian();
        boolean weekend = date.getDayOfWeek().getValue() >= 6;
        Event event = event(date);
        double share = event == Event.HOLIDAY ? 0.25 : 1;
        List<Picture> pictures = new ArrayList<>();
        add(
                pictures,
                random,
                date,
                "scans",
                (event == Event.FOLDER_GONE ? 0 : weekend ? 12 : 60) * share,
                60 + mood,
                repaired);
        add(pictures, random, date, "web", (event == Event.MIX ? 320 : 70) * share, 48 + mood, repaired);
        add(pictures, random, date, "phone", 50 * share, 70 + mood, repaired);
        if (date.getDayOfWeek() == DayOfWeek.MONDAY) {
            add(pictures, random, date, "agency", 80, 55 + mood, repaired);
        }
        return new Night(date.toString(), pictures, date);
    }

    /** A night of many folders, of which one looks worse on the last night. */
    Night big(LocalDate date, int folders, int pictures) {
        SplittableRandom random = new SplittableRandom(seed * 7_919L + date.toEpochDay());
        List<Picture> all = new ArrayList<>();
        for (int folder = 0; folder < folders; folder++) {
            double mean = 45 + 20.0 * folder / folders - (folder == 42 && date.getDayOfMonth() == 16 ? 20 : 0);
            String name = String.format(Locale.ROOT, "customer-%03d", folder);
            for (int i = 0; i < pictures; i++) {
                double points = Math.max(0, Math.min(100, mean + 12 * random.nextGaussian()));
                all.add(new Picture(name, "C" + folder % 7, "none", points, random.nextDouble() < 0.001));
            }
        }
        return new Night(date.toString(), all, date);
    }

    private static void add(
            List<Picture> pictures,
            SplittableRandom random,
            LocalDate date,
            String folder,
            double expected,
            double mean,
            boolean repaired) {
        int count = (int) Math.round(expected * (0.9 + 0.2 * random.nextDouble()));
        boolean broken = event(date) == Event.ENCODER && folder.equals("web") && !repaired;
        long slidden =
                Math.max(0, date.toEpochDay() - LocalDate.parse("2026-03-01").toEpochDay());
        double slide = event(date) == Event.SLIDE ? 0.13 * slidden : 0;
        boolean newCamera = folder.equals("phone") && !date.isBefore(LocalDate.parse("2026-07-15"));
        double model = isOtherModel(date) ? 6 : 0;
        for (int i = 0; i < count; i++) {
            double points = mean + 13 * random.nextGaussian() - slide - (broken ? 25 : 0) - (newCamera ? 9 : 0) + model;
            String cause = broken ? "compression" : random.nextDouble() < 0.06 ? "blur" : "none";
            String camera =
                    folder.equals("phone") ? (newCamera ? "P2" : "P1") : folder.equals("scans") ? "S1" : "(unknown)";
            pictures.add(new Picture(
                    folder, camera, cause, Math.max(-10, Math.min(110, points)), random.nextDouble() < 0.01));
        }
    }

    /** A night's pictures, and what the score table would say of them. */
    static final class Night {

        private final String name;
        private final List<Picture> pictures;
        private final LocalDate date;

        private Night(String name, List<Picture> pictures, LocalDate date) {
            this.name = name;
            this.pictures = pictures;
            this.date = date;
        }

        /** With the pictures of another version of the night besides, as if both counted. */
        Night with(Night other) {
            List<Picture> both = new ArrayList<>(pictures);
            both.addAll(other.pictures);
            return new Night(name, both, date);
        }

        String name() {
            return name;
        }

        Counts counts() {
            ScoreCounts scores = scores(picture -> "").all();
            TreeMap<String, Long> failures = new TreeMap<>();
            long failed = pictures.stream().filter(Picture::failed).count();
            if (failed > 0) {
                failures.put("CORRUPT", failed);
            }
            return new Counts(
                    pictures.size(),
                    failures,
                    Optional.of(date.atTime(1, 0).toInstant(ZoneOffset.UTC)),
                    scores.mean(),
                    scores.quantile(0.1),
                    scores.quantile(0.5),
                    scores.quantile(0.9));
        }

        private NightScores scores(Function<Picture, String> group) {
            TreeMap<String, List<Double>> qualities = new TreeMap<>();
            pictures.stream().filter(picture -> !picture.failed()).forEach(picture -> qualities
                    .computeIfAbsent(group.apply(picture), key -> new ArrayList<>())
                    .add(picture.points()));
            TreeMap<String, ScoreCounts> groups = new TreeMap<>();
            qualities.forEach((name, all) -> groups.put(
                    name,
                    ScoreCounts.of(all.stream().mapToDouble(Double::doubleValue).toArray())));
            return new NightScores(name, groups);
        }

        private SortedMap<String, Tally> tally(Function<Picture, String> group) {
            TreeMap<String, Tally> groups = new TreeMap<>();
            pictures.forEach(picture -> groups.merge(
                    group.apply(picture),
                    Tally.NONE.plus(1, picture.failed() ? "CORRUPT" : ""),
                    (sum, one) -> sum.plus(1, picture.failed() ? "CORRUPT" : "")));
            return groups;
        }
    }

    /** Some nights by folder, camera and cause. */
    static List<GroupedNights> grouped(List<Night> nights) {
        Map<String, Function<Picture, String>> by = new LinkedHashMap<>();
        by.put("folder", Picture::folder);
        by.put("camera", Picture::camera);
        by.put("cause", Picture::cause);
        List<GroupedNights> grouped = new ArrayList<>();
        by.forEach((title, group) -> {
            Map<String, SortedMap<String, Tally>> tallies = new LinkedHashMap<>();
            if (!title.equals("cause")) {
                nights.forEach(night -> tallies.put(night.name(), night.tally(group)));
            }
            grouped.add(new GroupedNights(
                    title, nights.stream().map(night -> night.scores(group)).toList(), tallies));
        });
        return grouped;
    }
}
