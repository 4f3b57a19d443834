package io.msliqa.spark.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.msliqa.spark.nightly.NightMessage;
import io.msliqa.spark.nightly.checks.Finding;
import io.msliqa.spark.rows.NightRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a night in Slack's Block Kit: a header, the verdict, four numbers, what else stands out; {@code text} for notifications
 * and for whoever shows no blocks. Never more than Slack takes.
 */
final class SlackBlocks {

    private static final int MOST_HEADER = 150;
    private static final int MOST_TEXT = 3_000;
    private static final int MOST_FIELD = 2_000;
    private static final int MOST_FINDINGS = 10;

    private final NightRow night;
    private final NightMessage message;
    private final String link;

    /** @param link where the report is; empty if people cannot reach it */
    SlackBlocks(NightRow night, NightMessage message, String link) {
        this.night = night;
        this.message = message;
        this.link = link;
    }

    byte[] bytes() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("text", cut(escaped("*" + message.subject() + "*\n" + message.text()), MOST_TEXT));
        json.put("blocks", blocks());
        return written(json);
    }

    /** The same where there is no verdict. */
    static byte[] broken(String subject, String why) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("text", cut(escaped("*" + subject + "*\n" + why), MOST_TEXT));
        json.put("blocks", List.of(header(subject), section(why)));
        return written(json);
    }

    private List<Map<String, Object>> blocks() {
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(header(message.subject()));
        blocks.add(section(night.verdict().headline()));
        blocks.add(Map.of("type", "section", "fields", fields()));
        List<Finding> others = Finding.all(night.checks()).stream().skip(1).toList();
        others.stream()
                .limit(MOST_FINDINGS)
                .forEach(finding -> blocks.add(section(NightMessage.word(finding.outcome()) + ": " + finding.text())));
        if (others.size() > MOST_FINDINGS) {
            blocks.add(section("and " + (others.size() - MOST_FINDINGS) + " more"));
        }
        if (!link.isEmpty()) {
            blocks.add(Map.of("type", "divider"));
            blocks.add(
                    Map.of("type", "context", "elements", List.of(markdown("<" + link + "|The report>", MOST_FIELD))));
        }
        return blocks;
    }

    private List<Map<String, Object>> fields() {
        NightRow.Counts counts = night.counts();
        List<Map<String, Object>> fields = new ArrayList<>();
        fields.add(field("New pictures", String.format(Locale.ROOT, "%,d", counts.pictures())));
        fields.add(field("Without a score", String.format(Locale.ROOT, "%,d", counts.failed())));
        if (counts.scored() > 0) {
            fields.add(field("Mean score", night.stack().scale().textOfPoints(counts.mean())));
        }
        fields.add(field("Compared with", night.baseline().size() + " nights"));
        return fields;
    }

    private static Map<String, Object> field(String name, String value) {
        return markdown("*" + name + "*\n" + escaped(value), MOST_FIELD);
    }

    private static Map<String, Object> header(String text) {
        return Map.of("type", "header", "text", Map.of("type", "plain_text", "text", cut(text, MOST_HEADER)));
    }

    private static Map<String, Object> section(String text) {
        return Map.of("type", "section", "text", markdown(escaped(text), MOST_TEXT));
    }

    private static Map<String, Object> markdown(String text, int most) {
        return Map.of("type", "mrkdwn", "text", cut(text, most));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static byte[] written(Map<String, Object> json) {
        try {
            return new ObjectMapper()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not to be written as JSON: " + json, e);
        }
    }
}
