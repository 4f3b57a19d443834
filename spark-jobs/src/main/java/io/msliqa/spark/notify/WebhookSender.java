package io.msliqa.spark.notify;

import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightlySettings.Notify;
import io.msliqa.spark.settings.NightlySettings.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
        try {
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(settings.timeout())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            HttpRequest request = HttpRequest.newBuilder(URI.create(settings.url()))
                    .timeout(settings.timeout())
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                    .build();
            // The request's own timeout ends with the answer's head; its body may come as slowly.
            CompletableFuture<HttpResponse<Void>> answer =
                    client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
            int status = answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            return status / 100 == 2
                    ? Optional.empty()
                    : Optional.of("the webhook answered with HTTP status " + status);
        } catch (TimeoutException e) {
            return late();
        } catch (ExecutionException e) {
            return e.getCause() instanceof java.net.http.HttpTimeoutException
                    ? late()
                    : Optional.of("the webhook cannot be reached: " + reason(e.getCause()));
        } catch (IllegalArgumentException e) {
            return Optional.of("nightly.webhook.url is no address");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("it was interrupted");
        }
    }

    private Optional<String> late() {
        return Optional.of(
                "the webhook did not answer within " + settings.timeout().toMillis() + " ms (nightly.webhook.timeout)");
    }

    private static String reason(Throwable failure) {
        String message = failure instanceof IOException ? failure.getMessage() : null;
        return failure.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }
}
