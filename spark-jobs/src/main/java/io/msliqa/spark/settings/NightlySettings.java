package io.msliqa.spark.settings;

import io.msliqa.quality.metrics.Bootstrap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a night is judged.
 *
 * @param baselineNights how many of the last good nights it is compared with at most
 * @param fewestNights with fewer good nights before it, its scores are not judged
 * @param fewestPictures parts of it with fewer pictures are not judged
 * @param bootstrap the draws behind all intervals
 * @param groupBy by what pictures are grouped, the most telling first; see {@link GroupBy}
 * @param mostGroups how many groups of a kind are looked at; smaller ones are taken together
 * @param floor scores worse than this are too bad, on the model's scale; empty for the tenth percentile of the baseline
 * @param worst how many of the worst pictures are shown
 * @param calendar how nights follow each other
 * @param seasons whether patterns of weekdays and days of the month are looked for
 * @param canaryTolerance by how much a canary's score may differ, as a share of the model's scale
 * @param limits for all pictures and for groups that have none of their own
 * @param groupLimits for groups, by {@code DIMENSION:GROUP}
 * @param webhook who is told
 * @param receivers which programs are told
 */
public record NightlySettings(
        int baselineNights,
        int fewestNights,
        int fewestPictures,
        Bootstrap bootstrap,
        List<GroupBy> groupBy,
        int mostGroups,
        OptionalDouble floor,
        int worst,
        Calendar calendar,
        Seasonality seasons,
        double canaryTolerance,
        NightLimits limits,
        Map<String, NightLimits> groupLimits,
        Webhook webhook,
        Receivers receivers) {

    /** Whether a night is compared with nights of its own weekday or day of the month. */
    public enum Seasonality {
        /** If history shows that this foretells it better. */
        AUTO,
        /** Never. */
        OFF
    }

    /**
     * Programs that are told of each night.
     *
     * @param prometheusFile a text file for node_exporter, replaced in one step; empty for none
     * @param lineageUrl where OpenLineage events are posted to; empty for nowhere
     * @param lineageNamespace of the job and the data set in them
     * @param timeout for each of them
     */
    public record Receivers(String prometheusFile, String lineageUrl, String lineageNamespace, Duration timeout) {

        /** Nobody. */
        public static final Receivers NONE = new Receivers("", "", "msliqa", Duration.ofSeconds(10));

        public Receivers {
            if (!lineageUrl.isEmpty() && !lineageUrl.startsWith("http://") && !lineageUrl.startsWith("https://")) {
                throw new IllegalArgumentException("openlineage.url must begin with http:// or https://, or be empty");
            }
        }

        /** Hides the address, which may hold a key. */
        @Override
        public String toString() {
            return "Receivers[" + prometheusFile + ", " + (lineageUrl.isEmpty() ? "none" : "set") + "]";
        }
    }

    private static final String BASELINE = "baseline";

    /**
     * How nights follow each other.
     *
     * @param zone of dates
     * @param every how many days there are from one night to the next
     * @param cut a backfilled night's pictures were changed before this time of its day; empty for the time at which the run
     *     starts
     */
    public record Calendar(ZoneId zone, int every, Optional<LocalTime> cut) {}

    /** When somebody is told. */
    public enum Notify {
        /** If the night did not pass. */
        ALARM,
        /** Every night. */
        ALWAYS
    }

    /**
     * Where the verdict is sent.
     *
     * @param url empty for nowhere
     * @param when see {@link Notify}
     * @param timeout for all of it
     * @param reportUrl where people find the reports; empty if they are not on the web
     * @param format what is sent
     */
    public record Webhook(String url, Notify when, Duration timeout, String reportUrl, Format format) {

        /** What is sent. */
        public enum Format {
            /** Slack's blocks to Slack, the plain JSON to others. */
            AUTO,
            /** The night's parts, for programs, with a text that Slack and its like show. */
            PLAIN,
            /** Slack's Block Kit. */
            SLACK
        }

        /** To somebody of whom the address says what they understand. */
        public Webhook(String url, Notify when, Duration timeout, String reportUrl) {
            this(url, when, timeout, reportUrl, Format.AUTO);
        }

        /** Whether Slack's blocks are sent. */
        public boolean isSlack() {
            return format == Format.SLACK || (format == Format.AUTO && url.startsWith("https://hooks.slack.com/"));
        }

        public Webhook {
            if (!url.isEmpty() && !url.startsWith("http://") && !url.startsWith("https://")) {
                throw new IllegalArgumentException("webhook.url must begin with http:// or https://, or be empty");
            }
        }

        /** Hides the address, which is a secret with most services. */
        @Override
        public String toString() {
            return "Webhook[" + (url.isEmpty() ? "none" : "set") + ", " + when + "]";
        }
    }

    public NightlySettings {
        if (fewestNights > baselineNights) {
            throw new IllegalArgumentException("fewest-nights (" + fewestNights + ") is more than baseline-nights ("
                    + baselineNights + "), so no night would ever be judged");
        }
    }

    /** The limits of a group. */
    public NightLimits limits(String dimension, String group) {
        return groupLimits.getOrDefault(dimension + ":" + group, limits);
    }

    static NightlySettings read(Section section) {
        Section bootstrap = section.section("bootstrap");
        Section webhook = section.section("webhook");
        return new NightlySettings(
                section.integer("baseline-nights", 2, 1000),
                section.integer("fewest-nights", 2, 1000),
                section.integer("fewest-pictures", 2, 1_000_000),
                new Bootstrap(
                        bootstrap.integer("resamples", 100, 100_000),
                        bootstrap.integer("seed", 0, Integer.MAX_VALUE),
                        bootstrap.number("confidence", 0.5001, 0.9999)),
                section.texts("group-by").stream().map(GroupBy::parse).toList(),
                section.integer("most-groups", 1, 1000),
                floor(section.text("floor")),
                section.integer("worst", 0, 200),
                calendar(section),
                section.choice("seasons", Seasonality.class),
                section.number("canary-tolerance", 0, 1),
                NightLimits.read(section.section("limits")),
                section.section("limits").overrides("groups", NightLimits::read),
                new Webhook(
                        webhook.text("url"),
                        webhook.choice("when", Notify.class),
                        webhook.duration("timeout", Duration.ofMillis(100), Duration.ofMinutes(10)),
                        webhook.text("report-url"),
                        webhook.choice("format", Webhook.Format.class)),
                receivers(section));
    }

    private static Receivers receivers(Section section) {
        Section lineage = section.section("openlineage");
        return new Receivers(
                section.section("prometheus").text("file"),
                lineage.text("url"),
                lineage.text("namespace"),
                lineage.duration("timeout", Duration.ofMillis(100), Duration.ofMinutes(10)));
    }

    private static OptionalDouble floor(String text) {
        if (text.equals(BASELINE)) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "floor = " + text + " is not allowed: it must be a score, or '" + BASELINE + "'", e);
        }
    }

    private static Calendar calendar(Section section) {
        String zone = section.text("zone");
        String cut = section.text("cut");
        try {
            return new Calendar(
                    ZoneId.of(zone),
                    section.integer("every-days", 1, 366),
                    cut.isEmpty() ? Optional.empty() : Optional.of(LocalTime.parse(cut)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "zone = " + zone + " must be one such as UTC or Europe/Berlin, and cut = " + cut
                            + " a time such as 02:30, or empty",
                    e);
        }
    }
}
