package io.msliqa.spark.notify;

import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightlySettings.Notify;
import io.msliqa.spark.settings.NightlySettings.Webhook;
import java.util.Optional;

/** Tells somebody elsewhere. What goes wrong is said and never changes the verdict. */
public record WebhookSender(Webhook settings) {

    /** Whether anybody is to be told of such an outcome. */
    public boolean wants(Outcome outcome) {
        return !settings.url().isEmpty() && (settings.when() == Notify.ALWAYS || outcome.isAlarm());
    }

    /**
     * Sends, and waits for the answer no longer than the settings allow.
     *
     * @return why it was not told; empty if it was. The address is not in it, as it is a secret
     */
    public Optional<String> send(byte[] json) {
        return new JsonPost("the webhook", "nightly.webhook", settings.url(), settings.timeout()).send(json);
    }
}
