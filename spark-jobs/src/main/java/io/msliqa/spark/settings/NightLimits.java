package io.msliqa.spark.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * From where on an effect is a warning or a failure. Shifts are in standard deviations of the baseline. What counts is the near
 * end of an effect's interval, so that a few pictures alone raise no alarm.
 *
 * @param level fall of the mean
 * @param quantile fall of the 10th percentile, median or 90th percentile
 * @param psi population stability index
 * @param wasserstein Wasserstein distance
 * @param floor rise of the share below the floor
 * @param mix share of pictures that are in other groups than before
 * @param failures rise of the share of pictures without a score
 * @param mostFailures share of pictures without a score, whatever it was before
 * @param agreement fall of Spearman's correlation with people's opinions
 * @param leastAgreement that correlation: less raises the alarm
 * @param delivery share of the usual number of pictures: fewer raise the alarm
 * @param cause rise of the share of pictures with one cause
 * @param slide fall of the mean that a trend over nights comes to
 * @param warnAge of the newest picture; zero for none
 * @param failAge of the newest picture; zero for none
 * @param severities how much each check weighs, by its name in lower case
 */
public record NightLimits(
        Limit level,
        Limit quantile,
        Limit psi,
        Limit wasserstein,
        Limit floor,
        Limit mix,
        Limit failures,
        Limit mostFailures,
        Limit agreement,
        Limit leastAgreement,
        Limit delivery,
        Limit cause,
        Limit slide,
        Duration warnAge,
        Duration failAge,
        Map<String, Severity> severities) {

    private static final List<String> CHECKS = List.of(
            "canaries",
            "missed",
            "delivery",
            "age",
            "failures",
            "level",
            "quantile",
            "psi",
            "wasserstein",
            "floor",
            "cause",
            "slide",
            "agreement",
            "mix");

    /** Two limits; 0 for none. */
    public record Limit(double warn, double fail) {

        static Limit read(Section section) {
            return new Limit(section.number("warn", 0, 1000), section.number("fail", 0, 1000));
        }
    }

    static NightLimits read(Section section) {
        Section age = section.section("age");
        return new NightLimits(
                Limit.read(section.section("level")),
                Limit.read(section.section("quantile")),
                Limit.read(section.section("psi")),
                Limit.read(section.section("wasserstein")),
                Limit.read(section.section("floor")),
                Limit.read(section.section("mix")),
                Limit.read(section.section("failures")),
                Limit.read(section.section("most-failures")),
                Limit.read(section.section("agreement")),
                Limit.read(section.section("least-agreement")),
                Limit.read(section.section("delivery")),
                Limit.read(section.section("cause")),
                Limit.read(section.section("slide")),
                age.duration("warn", Duration.ZERO, Duration.ofDays(3660)),
                age.duration("fail", Duration.ZERO, Duration.ofDays(3660)),
                severities(section.section("severity")));
    }

    private static Map<String, Severity> severities(Section section) {
        Map<String, Severity> severities = new TreeMap<>();
        CHECKS.forEach(check -> severities.put(check, section.choice(check, Severity.class)));
        return severities;
    }

    /**
     * How much a check weighs.
     *
     * @param check its name in lower case
     */
    public Severity severity(String check) {
        return severities.getOrDefault(check, Severity.CRITICAL);
    }
}
