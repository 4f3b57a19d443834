package io.msliqa.spark.notify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts JSON to somebody elsewhere and waits for the answer no longer than it may.
 *
 * @param receiver what messages call it, such as "the webhook"
 * @param settings the section of the settings that names it
 * @param url where to; never told, as it is a secret with most services
 * @param timeout for all of it
 */
record JsonPost(String receiver, String settings, String url, Duration timeout) {

    /** Why it was not told; empty if it was. */
    Optional<String> send(byte[] json) {
        try {
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(timeout)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(timeout)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                    .build();
            // The request's own timeout ends with the answer's head; its body may come as slowly.
            CompletableFuture<HttpResponse<Void>> answer =
                    client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
            int status = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return status / 100 == 2
                    ? Optional.empty()
                    : Optional.of(receiver + " answered with HTTP status " + status);
        } catch (TimeoutException e) {
            return late();
        } catch (ExecutionException e) {
            return e.getCause() instanceof java.net.http.HttpTimeoutException
                    ? late()
                    : Optional.of(receiver + " cannot be reached: " + reason(e.getCause()));
        } catch (IllegalArgumentException e) {
            return Optional.of(settings + ".url is no address");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("it was interrupted");
        }
    }

    private Optional<String> late() {
        return Optional.of(
                receiver + " did not answer within " + timeout.toMillis() + " ms (" + settings + ".timeout)");
    }

    private static String reason(Throwable failure) {
        String message = failure instanceof IOException ? failure.getMessage() : null;
        return failure.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }
}
