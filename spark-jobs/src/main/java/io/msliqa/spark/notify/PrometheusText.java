package io.msliqa.spark.notify;

import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.scoring.RunRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a night as metrics in Prometheus' text format (version 0.0.4), for node_exporter's folder of text files: gauges in base
 * units, with the time of the last night that passed, by whose age one learns that no night came at all.
 */
final class PrometheusText {

    private static final int MOST_CHECKS = 1_000;

    private final NightRow night;
    private final List<NightRow> before;
    private final StringBuilder text = new StringBuilder();

    PrometheusText(NightRow night, List<NightRow> before) {
        this.night = night;
        this.before = before;
    }

    /** One label and its value. */
    private record Label(String name, String value) {}

    byte[] bytes() {
        metric("last_run_timestamp_seconds", "When the last night was judged.");
        sample("last_run_timestamp_seconds", List.of(), seconds(night.verdict().judgedAt()));
        lastSuccess().ifPresent(last -> {
            metric("last_success_timestamp_seconds", "When a night was judged last that passed.");
            sample("last_success_timestamp_seconds", List.of(), seconds(last));
        });
        metric("outcome", "What the last night came to: 1 for that, 0 for the others.");
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.NOTED) {
                String name = outcome.name().toLowerCase(Locale.ROOT);
                double value = night.verdict().outcome() == outcome ? 1 : 0;
                sample("outcome", List.of(new Label("outcome", name)), value);
            }
        }
        pictures();
        night.seconds().forEach((stage, took) -> {
            if (stage.equals(WHOLE)) {
                metric("duration_seconds", "What the last night's run took.");
                sample("duration_seconds", List.of(), took);
            }
        });
        checks();
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Of a run's stages the one that is all of it. */
    private static final String WHOLE = RunRecord.WHOLE_RUN;

    private void pictures() {
        metric("pictures", "New pictures of the last night.");
        sample("pictures", List.of(), (double) night.counts().pictures());
        metric("failed_pictures", "Those without a score, by reason.");
        night.counts()
                .failures()
                .forEach((reason, count) ->
                        sample("failed_pictures", List.of(new Label("reason", reason)), count.doubleValue()));
        if (Double.isFinite(night.counts().mean())) {
            metric("score_mean", "Mean score of the last night, on the model's scale.");
            sample(
                    "score_mean",
                    List.of(),
                    night.stack().scale().scoreOfPoints(night.counts().mean()));
        }
    }

    private void checks() {
        List<CheckRow> some = night.checks().stream().limit(MOST_CHECKS).toList();
        metric(
                "check_level",
                "What each check came to: 0 passed, 1 noted, 2 not judged, 3 warning, 4 failed, 5 broken.");
        some.forEach(check -> sample("check_level", labels(check), level(check.outcome())));
        metric("check_effect", "What each check found, in its own unit.");
        some.stream()
                .filter(check -> Double.isFinite(check.effect()))
                .forEach(check -> sample("check_effect", labels(check), check.effect()));
    }

    private static int level(Outcome outcome) {
        return switch (outcome) {
            case PASS -> 0;
            case NOTED -> 1;
            case NOT_JUDGED -> 2;
            case WARN -> 3;
            case FAIL -> 4;
            case BROKEN -> 5;
        };
    }

    private static List<Label> labels(CheckRow check) {
        return List.of(
                new Label("check", check.check().name().toLowerCase(Locale.ROOT)),
                new Label("statistic", check.statistic()),
                new Label("dimension", check.dimension()),
                new Label("group", check.group()),
                new Label("severity", check.severity().name().toLowerCase(Locale.ROOT)));
    }

    private Optional<Instant> lastSuccess() {
        return Stream.concat(before.stream(), Stream.of(night))
                .filter(one -> one.verdict().outcome() == Outcome.PASS)
                .map(one -> one.verdict().judgedAt())
                .max(Instant::compareTo);
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    private void metric(String name, String help) {
        text.append("# HELP msliqa_nightly_")
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        text.append("# TYPE msliqa_nightly_").append(name).append(" gauge\n");
    }

    private void sample(String name, List<Label> labels, double value) {
        List<String> pairs = new ArrayList<>();
        labels.forEach(label -> pairs.add(label.name() + "=\"" + escaped(label.value()) + "\""));
        text.append("msliqa_nightly_")
                .append(name)
                .append(pairs.isEmpty() ? "" : "{" + String.join(",", pairs) + "}")
                .append(' ')
                .append(value)
                .append('\n');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
