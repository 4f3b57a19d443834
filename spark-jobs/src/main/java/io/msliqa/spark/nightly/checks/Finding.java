package io.msliqa.spark.nightly.checks;

import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All alarms about the same pictures for the same reason, as one thing to say.
 *
 * @param main the most telling
 * @param others what else they were raised by, each once
 */
public record Finding(CheckRow main, List<Check> others) {

    /** What a night's alarms come to, the most telling first. */
    public static List<Finding> all(List<CheckRow> checks) {
        Map<List<Object>, List<CheckRow>> alike = new LinkedHashMap<>();
        for (CheckRow alarm : Verdicts.alarms(checks)) {
            List<Object> about = List.of(alarm.cause(), alarm.isOfGroup() ? alarm.dimension() : "", alarm.group());
            alike.computeIfAbsent(about, key -> new ArrayList<>()).add(alarm);
        }
        return alike.values().stream().map(Finding::of).toList();
    }

    private static Finding of(List<CheckRow> alarms) {
        CheckRow main = alarms.get(0);
        return new Finding(
                main,
                alarms.stream()
                        .map(CheckRow::check)
                        .distinct()
                        .filter(check -> check != main.check())
                        .toList());
    }

    /** The worst of its alarms. */
    public Outcome outcome() {
        return main.outcome();
    }

    /** In a sentence or two. */
    public String text() {
        return others.isEmpty() ? Verdicts.sentence(main) : Verdicts.sentence(main) + " " + also();
    }

    /** What else is beyond its limit, in plain words; empty for nothing. */
    public String also() {
        return others.isEmpty()
                ? ""
                : "Also unusual: "
                        + String.join(
                                ", ",
                                others.stream().map(Check::plain).distinct().toList())
                        + ".";
    }
}
