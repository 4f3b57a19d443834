package io.msliqa.spark.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.Receiver;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightlySettings.Notify;
import io.msliqa.spark.settings.NightlySettings.Webhook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server on loopback that answers, refuses, is slow, and breaks off. */
class WebhookSenderTest {

    private static final byte[] JSON = "{\"text\":\"ö\"}".getBytes(StandardCharsets.UTF_8);

    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static WebhookSender sender(String url, Duration timeout) {
        return new WebhookSender(new Webhook(url, Notify.ALARM, timeout, ""));
    }

    private Optional<String> send(String how) {
        return sender(receiver.url(how), Duration.ofSeconds(20)).send(JSON);
    }

    private Optional<String> sendInAHurry(String how) {
        return sender(receiver.url(how), Duration.ofMillis(300)).send(JSON);
    }

    @Test
    void theServerGetsTheJson() {
        assertThat(send("listening")).isEmpty();
        assertThat(receiver.head()).isEqualTo("POST application/json; charset=utf-8");
        assertThat(receiver.body()).isEqualTo("{\"text\":\"ö\"}");
    }

    @Test
    void aRefusalIsSaidWithoutTheAddress() {
        assertThat(send("refusing"))
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("403").doesNotContain("refusing"));
    }

    @Test
    void aSlowServerIsNotWaitedFor() {
        long start = System.nanoTime();

        assertThat(sendInAHurry("slow"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("within 300 ms"));
        assertThat(sendInAHurry("dripping"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("within 300 ms"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aServerThatBreaksOffOrIsNotThereIsSaid() throws IOException {
        assertThat(send("broken")).isPresent();
        assertThat(sender(Receiver.nobody(), Duration.ofSeconds(20)).send(JSON))
                .hasValueSatisfying(problem -> assertThat(problem).contains("cannot be reached"));
    }

    @Test
    void whoIsToldDependsOnTheOutcome() {
        assertThat(sender("http://x", Duration.ofSeconds(1)).wants(Outcome.PASS))
                .isFalse();
        assertThat(sender("http://x", Duration.ofSeconds(1)).wants(Outcome.WARN))
                .isTrue();
        assertThat(sender("", Duration.ofSeconds(1)).wants(Outcome.FAIL)).isFalse();
        assertThat(new WebhookSender(new Webhook("http://x", Notify.ALWAYS, Duration.ofSeconds(1), ""))
                        .wants(Outcome.PASS))
                .isTrue();
    }
}
