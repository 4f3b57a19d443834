package io.msliqa.spark.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightlySettings.Notify;
import io.msliqa.spark.settings.NightlySettings.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server on loopback that answers, refuses, is slow, and breaks off. */
class WebhookSenderTest {

    private static final byte[] JSON = "{\"text\":\"ö\"}".getBytes(StandardCharsets.UTF_8);

    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private Optional<String> send(String path) {
        return sender("http://127.0.0.1:" + server.getAddress().getPort() + path)
                .send(JSON);
    }

    private static WebhookSender sender(String url) {
        return new WebhookSender(new Webhook(url, Notify.ALARM, Duration.ofMillis(700), ""));
    }

    @Test
    void theServerGetsTheJson() {
        AtomicReference<String> got = new AtomicReference<>("");
        server.createContext("/ok", exchange -> {
            got.set(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 204);
        });

        assertThat(send("/ok")).isEmpty();
        assertThat(got.get()).isEqualTo("POST application/json; charset=utf-8 {\"text\":\"ö\"}");
    }

    @Test
    void aRefusalIsSaidWithoutTheAddress() {
        server.createContext("/secret", exchange -> answer(exchange, 403));

        assertThat(send("/secret"))
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("403").doesNotContain("secret"));
    }

    @Test
    void aSlowServerIsNotWaitedFor() {
        server.createContext("/slow", exchange -> waitForTheEnd());
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            waitForTheEnd();
        });
        long start = System.nanoTime();

        assertThat(send("/slow"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("within 700 ms"));
        assertThat(send("/drip"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("within 700 ms"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aServerThatBreaksOffOrIsNotThereIsSaid() throws IOException {
        server.createContext("/broken", HttpExchange::close);
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }

        assertThat(send("/broken")).isPresent();
        assertThat(sender("http://127.0.0.1:" + nobody + "/").send(JSON))
                .hasValueSatisfying(problem -> assertThat(problem).contains("cannot be reached"));
    }

    @Test
    void whoIsToldDependsOnTheOutcome() {
        assertThat(sender("http://x").wants(Outcome.PASS)).isFalse();
        assertThat(sender("http://x").wants(Outcome.WARN)).isTrue();
        assertThat(sender("").wants(Outcome.FAIL)).isFalse();
        assertThat(new WebhookSender(new Webhook("http://x", Notify.ALWAYS, Duration.ofSeconds(1), ""))
                        .wants(Outcome.PASS))
                .isTrue();
    }

    private void waitForTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
