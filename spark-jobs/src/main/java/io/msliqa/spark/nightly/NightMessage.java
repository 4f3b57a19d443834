package io.msliqa.spark.nightly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.nightly.checks.Finding;
import io.msliqa.spark.nightly.checks.Verdicts;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightlySettings.Webhook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** A night in words and as JSON, for people and programs that are elsewhere. */
public final class NightMessage {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int MOST_FINDINGS = 5;

    private final NightResult result;
    private final NightRow night;
    private final String link;

    /** @param settings with the place where people find reports */
    public NightMessage(NightResult result, Webhook settings) {
        this.result = result;
        this.night = result.night();
        this.link = settings.reportUrl().isEmpty()
                ? ""
                : settings.reportUrl().replaceFirst("/*$", "/") + night.night() + ".html";
    }

    /** The outcome in one word. */
    public static String word(Outcome outcome) {
        return switch (outcome) {
            case PASS, NOTED -> "passed";
            case NOT_JUDGED -> "not judged";
            case WARN -> "warning";
            case FAIL -> "failed";
            case BROKEN -> "broken";
        };
    }

    /** The verdict, its reasons and its numbers; lines of text. */
    public String text() {
        StringBuilder text = new StringBuilder(night.verdict().headline()).append("\n\n");
        List<Finding> findings = Finding.all(night.checks());
        findings.stream().limit(1).forEach(first -> text.append(first.also())
                .append(first.others().isEmpty() ? "" : " ")
                .append("Where to look: ")
                .append(first.main().cause().title())
                .append(".\n\n"));
        if (findings.size() > 1) {
            text.append("What else stands out:\n");
            findings.stream().skip(1).limit(MOST_FINDINGS).forEach(finding -> text.append("  - ")
                    .append(finding.text())
                    .append(" [")
                    .append(word(finding.outcome()))
                    .append(", look at ")
                    .append(finding.main().cause().title())
                    .append("]\n"));
            if (findings.size() > MOST_FINDINGS + 1) {
                text.append("  and ")
                        .append(findings.size() - MOST_FINDINGS - 1)
                        .append(" more\n");
            }
            text.append('\n');
        }
        text.append(String.format(
                java.util.Locale.ROOT,
                "%,d new pictures, %,d without a score.",
                night.counts().pictures(),
                night.counts().failed()));
        if (Double.isFinite(night.counts().mean())) {
            text.append(" Mean score ")
                    .append(night.stack().scale().textOfPoints(night.counts().mean()))
                    .append('.');
        }
        text.append(
                        result.drift().isEmpty()
                                ? ""
                                : " Compared with " + night.baseline().size() + " nights.")
                .append('\n');
        return link.isEmpty() ? text.toString() : text.append(link).append('\n').toString();
    }

    /** Where people find the report; empty if that is not on the web. */
    public String link() {
        return link;
    }

    /**
     * What sensors wait for: the verdict in a few lines.
     *
     * @param exitCode of the command
     */
    public byte[] verdict(int exitCode) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("night", night.night());
        json.put("outcome", night.verdict().outcome());
        json.put("exit_code", exitCode);
        json.put("headline", night.verdict().headline());
        json.put("revision", night.verdict().revision());
        json.put("judged_at", night.verdict().judgedAt().toString());
        return bytes(json);
    }

    /** The first line of a mail or a message. */
    public String subject() {
        return "Picture quality " + night.night() + ": " + word(night.verdict().outcome());
    }

    /** A mail without addresses, for {@code sendmail -t} and its like: headers, an empty line, text. */
    public byte[] mail() {
        String mail = "Subject: " + subject() + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                + "Content-Transfer-Encoding: 8bit\nX-MSLIQA-Outcome: "
                + night.verdict().outcome() + "\n\n" + night.verdict().outcome() + ": " + text();
        return mail.getBytes(StandardCharsets.UTF_8);
    }

    /** What Slack and its like show ({@code text}), and the parts of it for programs. */
    public byte[] webhook() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("text", escaped("*" + subject() + "*\n" + text()));
        json.put("night", night.night());
        json.put("outcome", night.verdict().outcome());
        json.put("headline", night.verdict().headline());
        json.put(
                "causes",
                Verdicts.alarms(night.checks()).stream()
                        .map(CheckRow::cause)
                        .distinct()
                        .toList());
        json.put("pictures", night.counts().pictures());
        json.put("failed", night.counts().failed());
        return bytes(json);
    }

    /** The same for a night of which there is no verdict, as the run broke. */
    public static byte[] broken(String night, String reason) {
        String headline = "The nightly check could not be made: " + reason;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("text", escaped("*Picture quality " + night + ": broken*\n" + headline));
        json.put("night", night);
        json.put("outcome", Outcome.BROKEN);
        json.put("headline", headline);
        return bytes(json);
    }

    /** What Slack takes for markup otherwise. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** All of the night. */
    public byte[] json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("night", night.night());
        json.put("outcome", night.verdict().outcome());
        json.put("headline", night.verdict().headline());
        json.put("revision", night.verdict().revision());
        json.put("accepted", night.verdict().accepted());
        json.put("judged_at", night.verdict().judgedAt().toString());
        json.put("inputs", night.share().inputs());
        json.put(
                "runs",
                night.share().parts().stream()
                        .map(part -> part.run())
                        .distinct()
                        .toList());
        json.put("season", result.season());
        json.put("baseline", night.baseline());
        json.put("pictures", night.counts().pictures());
        json.put("failures", night.counts().failures());
        json.put("newest", night.counts().newest().map(Object::toString).orElse(null));
        QualityScale scale = night.stack().scale();
        json.put("mean_score", number(scale.scoreOfPoints(night.counts().mean())));
        json.put("median_score", number(scale.scoreOfPoints(night.counts().p50())));
        json.put("stack", night.stack());
        json.put("canaries", night.canaries());
        json.put("checks", night.checks().stream().map(NightMessage::check).toList());
        json.put("worst", result.worst().stream().map(NightMessage::picture).toList());
        json.put("others", result.others().stream().map(NightMessage::other).toList());
        json.put("seconds", night.seconds());
        json.put("cost", result.cost().orElse(null));
        return bytes(json);
    }

    private static Map<String, Object> check(CheckRow check) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("check", check.check());
        json.put("dimension", check.dimension());
        json.put("group", check.group());
        json.put("statistic", check.statistic());
        json.put("outcome", check.outcome());
        json.put("severity", check.severity());
        json.put("cause", check.cause());
        json.put("before", number(check.before()));
        json.put("now", number(check.now()));
        json.put("effect", number(check.effect()));
        json.put("lower", number(check.lower()));
        json.put("upper", number(check.upper()));
        json.put("warn", number(check.warn()));
        json.put("fail", number(check.fail()));
        json.put("pictures", check.pictures());
        json.put("text", check.text());
        return json;
    }

    private static Map<String, Object> other(OtherModel other) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", other.name());
        json.put("scored", other.now().size());
        json.put("failed", other.failed());
        json.put("mean_score", number(other.scale().scoreOfPoints(other.now().mean())));
        json.put("median_score", number(other.scale().scoreOfPoints(other.now().quantile(0.5))));
        json.put(
                "mean_before", number(other.scale().scoreOfPoints(other.before().mean())));
        return json;
    }

    private static Map<String, Object> picture(Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("image", row.getAs("image"));
        json.put("score", row.getAs("score"));
        List<Object> patch = new ArrayList<>();
        Row worst = row.getAs("worst_patch");
        for (String side : List.of("x", "y", "width", "height")) {
            patch.add(worst.getAs(side));
        }
        json.put("worst_patch", patch);
        return json;
    }

    private static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static byte[] bytes(Object json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not to be written as JSON: " + json, e);
        }
    }
}
