package io.msliqa.spark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * As much of an S3 server as lists, looks and reads, that takes every key as it comes. The whole one of the other tests
 * takes {@code a//b} and {@code ./a} for other keys, as do the files that it keeps.
 */
public final class PlainS3 implements AutoCloseable {

    private final String bucket;
    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private final HttpServer server;

    private PlainS3(String bucket) throws IOException {
        this.bucket = bucket;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public static PlainS3 start(String bucket) throws IOException {
        return new PlainS3(bucket);
    }

    public void put(String key, byte[] content) {
        objects.put(key, content);
    }

    /** Lets S3A reach the bucket here. */
    public void serve(Configuration hadoop) {
        String prefix = "fs.s3a.bucket." + bucket + ".";
        hadoop.set(
                prefix + "endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
        hadoop.set(prefix + "endpoint.region", "us-east-1");
        hadoop.set(prefix + "path.style.access", "true");
        hadoop.set(prefix + "access.key", "key");
        hadoop.set(prefix + "secret.key", "secret");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath().substring(1 + bucket.length());
            if (path.isEmpty() || path.equals("/")) {
                send(exchange, 200, list(query(exchange)).getBytes(StandardCharsets.UTF_8));
                return;
            }
            byte[] object = objects.get(decoded(path.substring(1).replace("+", "%2B")));
            if (object == null) {
                send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8));
            } else {
                send(exchange, 200, object);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"" + body.length + "\"");
        exchange.getResponseHeaders().set("Last-Modified", "Wed, 01 Jul 2026 12:00:00 GMT");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> values = new HashMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
            values.put(
                    pair.replaceFirst("=.*", ""), pair.contains("=") ? decoded(pair.replaceFirst("[^=]*=", "")) : "");
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A page of the objects whose keys begin with the prefix, beginning after the one that the last page ended with. */
    private String list(Map<String, String> query) {
        String prefix = query.getOrDefault("prefix", "");
        int most = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
        String after = query.containsKey("continuation-token")
                ? new String(Base64.getUrlDecoder().decode(query.get("continuation-token")), StandardCharsets.UTF_8)
                : query.getOrDefault("start-after", "");
        List<Map.Entry<String, byte[]>> page = objects.tailMap(after, false).entrySet().stream()
                .filter(object -> object.getKey().startsWith(prefix))
                .limit(most + 1L)
                .toList();
        boolean isTruncated = page.size() > most;
        // The one text of an answer that is not encoded as a URL, and means nothing to who is told it.
        String next = isTruncated
                ? Base64.getUrlEncoder()
                        .encodeToString(page.get(most - 1).getKey().getBytes(StandardCharsets.UTF_8))
                : "";
        String contents = page.stream()
                .limit(most)
                .map(object -> "<Contents><Key>" + escaped(object.getKey())
                        + "</Key><LastModified>2026-07-01T12:00:00.000Z</LastModified><ETag>&quot;"
                        + object.getValue().length + "&quot;</ETag><Size>" + object.getValue().length
                        + "</Size></Contents>")
                .collect(Collectors.joining());
        return "<ListBucketResult><Name>" + bucket
                + "</Name><EncodingType>url</EncodingType><IsTruncated>" + isTruncated + "</IsTruncated>"
                + "<NextContinuationToken>" + next + "</NextContinuationToken>" + contents
                + "</ListBucketResult>";
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
