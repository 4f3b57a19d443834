package io.msliqa.spark.nightly.checks;

import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.NightRow.Stack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/**
 * Finds weekdays and days of the month on which another number of pictures comes, another level or another mix.
 *
 * <p>A kind of night is a season if history has {@value #FEWEST} of them and {@value #FEWEST_OTHERS} others, if each of them
 * differs from the others, and if leaving one out the rest of its kind foretells it much better than all others do.
 */
final class Seasons {

    static final int FEWEST = 3;

    private static final int FEWEST_OTHERS = 5;
    private static final int MOST_NIGHTS = 400;

    /** By how much the own kind must foretell better. */
    private static final double MUCH_BETTER = 0.5;

    /** Half as many or half more: {@code ln 1.5}. */
    private static final double NUMBERS = 0.4;

    /** Points of a hundred. */
    private static final double LEVEL = 1.5;

    /** Share of the pictures in other groups. */
    private static final double MIX = 0.1;

    private final Set<Season> found;
    private final List<NightRow> learnt;
    private final Stack stack;

    private Seasons(Set<Season> found, List<NightRow> learnt, Stack stack) {
        this.found = found;
        this.learnt = learnt;
        this.stack = stack;
    }

    /** None at all. */
    static Seasons none(Stack stack) {
        return new Seasons(Set.of(), List.of(), stack);
    }

    /**
     * Looks.
     *
     * @param nights before, the first one first
     * @param stack only of its nights levels are compared
     */
    static Seasons of(List<NightRow> nights, Stack stack) {
        List<NightRow> dated = nights.subList(Math.max(0, nights.size() - MOST_NIGHTS), nights.size()).stream()
                .filter(night -> Season.date(night.night()).isPresent() && Baseline.isLearnable(night))
                .toList();
        List<NightRow> alike = Baseline.scoredBy(stack, dated);
        Set<Season> found = new LinkedHashSet<>();
        for (Season.Kind kind : List.of(Season.Kind.WEEKDAY, Season.Kind.MONTH_DAY)) {
            for (Season season : seasons(kind, dated)) {
                List<NightRow> rest = dated.stream()
                        .filter(night -> found.stream().noneMatch(other -> other.kind() != kind && other.holds(night)))
                        .toList();
                if (isSeason(season, rest, Seasons::numbers, NUMBERS)
                        || isSeason(season, alike, Seasons::levels, LEVEL)
                        || isSeason(season, rest, Seasons::mixes, MIX)) {
                    found.add(season);
                }
            }
        }
        return new Seasons(found, dated, stack);
    }

    private static Set<Season> seasons(Season.Kind kind, List<NightRow> nights) {
        return nights.stream()
                .map(night -> Season.of(kind, Season.date(night.night()).orElseThrow()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** That of a night; {@link Season#ALL} if its day is like others. */
    Season of(String night) {
        Optional<LocalDate> date = Season.date(night);
        for (Season.Kind kind : List.of(Season.Kind.WEEKDAY, Season.Kind.MONTH_DAY)) {
            if (date.isPresent() && found.contains(Season.of(kind, date.get()))) {
                return Season.of(kind, date.get());
            }
        }
        return Season.ALL;
    }

    /** The nights that are of the same season as one, in their order. */
    List<NightRow> like(String night, List<NightRow> nights) {
        Season season = of(night);
        return nights.stream().filter(other -> of(other.night()).equals(season)).toList();
    }

    /**
     * Whether a night that raised an alarm is what is usual for its kind, now that seasons are known: as many pictures, the same
     * level and mix as others of its kind. Then it may stand in their baseline.
     */
    boolean explain(NightRow night) {
        if (found.isEmpty() || !learnt.contains(night)) {
            return false;
        }
        List<NightRow> others = like(night.night(), learnt).stream()
                .filter(other -> !other.equals(night))
                .toList();
        List<NightRow> alike = Baseline.scoredBy(stack, others);
        boolean scored = !Baseline.scoredBy(stack, List.of(night)).isEmpty() && !alike.isEmpty();
        return others.size() >= FEWEST
                && numbers(night, others) < NUMBERS
                && mixes(night, others) < MIX
                && (!scored || levels(night, alike) < 2 * LEVEL);
    }

    private static boolean isSeason(
            Season season, List<NightRow> nights, ToDoubleBiFunction<NightRow, List<NightRow>> distance, double least) {
        List<NightRow> own = season.of(nights);
        List<NightRow> others =
                nights.stream().filter(night -> !season.holds(night)).toList();
        if (own.size() < FEWEST || others.size() < FEWEST_OTHERS) {
            return false;
        }
        double byOwn = 0;
        double byOthers = 0;
        for (NightRow night : own) {
            List<NightRow> rest = new ArrayList<>(own);
            rest.remove(night);
            double off = distance.applyAsDouble(night, others);
            if (!(off >= least)) {
                return false;
            }
            byOthers += off;
            byOwn += distance.applyAsDouble(night, rest);
        }
        return byOwn < MUCH_BETTER * byOthers;
    }

    private static double numbers(NightRow night, List<NightRow> others) {
        return Math.abs(Math.log1p((double) night.counts().pictures())
                - median(others.stream()
                        .mapToDouble(other -> Math.log1p((double) other.counts().pictures()))
                        .toArray()));
    }

    private static double levels(NightRow night, List<NightRow> others) {
        return Math.abs(night.counts().mean()
                - median(others.stream()
                        .mapToDouble(other -> other.counts().mean())
                        .toArray()));
    }

    private static double mixes(NightRow night, List<NightRow> others) {
        Map<String, Double> now = shares(List.of(night));
        Map<String, Double> then = shares(others);
        Set<String> groups = new TreeSet<>(now.keySet());
        groups.addAll(then.keySet());
        return now.isEmpty() || then.isEmpty()
                ? 0
                : groups.stream()
                                .mapToDouble(
                                        group -> Math.abs(now.getOrDefault(group, 0.0) - then.getOrDefault(group, 0.0)))
                                .sum()
                        / 2;
    }

    /** The shares of groups, by the grouping that is named first. */
    private static Map<String, Double> shares(List<NightRow> nights) {
        Map<String, Double> pictures = new TreeMap<>();
        for (NightRow night : nights) {
            List<CheckRow> groups = night.checks().stream()
                    .filter(row -> row.check() == Check.LEVEL && row.isOfGroup())
                    .toList();
            groups.stream()
                    .filter(row -> row.dimension().equals(groups.get(0).dimension()))
                    .forEach(row -> pictures.merge(row.group(), (double) row.pictures(), Double::sum));
        }
        double all = pictures.values().stream().mapToDouble(Double::doubleValue).sum();
        pictures.replaceAll((group, count) -> count / all);
        return pictures;
    }

    private static double median(double[] values) {
        return new org.hipparchus.stat.descriptive.rank.Median().evaluate(values);
    }
}
