package io.msliqa.spark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Somebody on loopback who is told things: one that listens, and some that behave badly. */
public final class Receiver implements AutoCloseable {

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<String> head = new AtomicReference<>("");
    private final AtomicReference<String> body = new AtomicReference<>("");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/listening", this::listen);
        server.createContext("/refusing", exchange -> answer(exchange, 403));
        server.createContext("/slow", exchange -> waitForTheEnd());
        server.createContext("/dripping", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            waitForTheEnd();
        });
        server.createContext("/broken", HttpExchange::close);
        server.start();
    }

    /** An address of it: listening, refusing, slow (no answer), dripping (half an answer) or broken (hangs up). */
    public String url(String how) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + how;
    }

    /** An address at which nobody is. */
    public static String nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }
    }

    /** What the listening one was told last: the method and the type. */
    public String head() {
        return head.get();
    }

    /** What the listening one was told last. */
    public String body() {
        return body.get();
    }

    private void listen(HttpExchange exchange) throws IOException {
        head.set(
                exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Content-Type"));
        body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, 204);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void waitForTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdown();
    }
}
