package io.msliqa.spark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.hadoop.conf.Configuration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A real S3 server on loopback, which keeps all in memory, wants credentials, and misbehaves when it is told to. */
public final class S3Server implements AutoCloseable {

    /** A bucket that is there. */
    public static final String BUCKET = "archive";

    public static final String SECRET = "the-secret-of-the-tests";

    private static final String KEY = "key-of-the-tests";

    /** What happens to a request for an object. */
    public enum Fault {
        /** 503 Slow Down. */
        THROTTLED,
        /** The connection ends before the object comes. */
        CUT,
        /** 403 Access Denied. */
        DENIED,
        /** No answer until the server is closed. */
        STALLED
    }

    private record Plan(Fault fault, int times) {}

    private final Store store = new Store();
    private final S3Proxy proxy = S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
            .build();

    private S3Server() {
        store.createContainer(BUCKET);
    }

    public static S3Server start() {
        S3Server server = new S3Server();
        try {
            server.proxy.start();
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server does not start", e);
        }
        return server;
    }

    /** Lets S3A reach a bucket here, or find that there is none. */
    public void serve(Configuration hadoop, String bucket) {
        settings(bucket).forEach(hadoop::set);
    }

    /** As {@link #serve}, but with a secret that is not the right one. */
    public void serveWithWrongSecret(Configuration hadoop, String bucket) {
        serve(hadoop, bucket);
        hadoop.set("fs.s3a.bucket." + bucket + ".secret.key", "a-wrong-secret");
    }

    /** What S3A needs to know. */
    public Map<String, String> settings(String bucket) {
        String prefix = "fs.s3a.bucket." + bucket + ".";
        return Map.of(
                prefix + "endpoint",
                "http://127.0.0.1:" + proxy.getPort(),
                prefix + "endpoint.region",
                "us-east-1",
                prefix + "path.style.access",
                "true",
                prefix + "access.key",
                KEY,
                prefix + "secret.key",
                SECRET);
    }

    /** What other clients of S3 need to know, as AWS's own names it. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:" + proxy.getPort(),
                "AWS_REGION",
                "us-east-1",
                "AWS_ACCESS_KEY_ID",
                KEY,
                "AWS_SECRET_ACCESS_KEY",
                SECRET);
    }

    public void put(String key, byte[] content) {
        store.putBlob(
                PutObjectRequest.builder()
                        .bucket(BUCKET)
                        .key(key)
                        .contentLength((long) content.length)
                        .build(),
                new ByteArrayInputStream(content));
    }

    /** The next so many requests for an object fail. */
    public void spoil(String key, Fault fault, int times) {
        store.plans.put(key, new Plan(fault, times));
    }

    /** Each answer comes so much later, as from a storage that is far away. */
    public void answerLate(Duration delay) {
        store.delay = delay;
    }

    /** How often a client has asked what an object is like, without asking for the object. */
    public int looks() {
        return store.looks.get();
    }

    /** Somebody who is told of each object that is put or copied (by its new key), before it is. */
    public void watchWrites(BiConsumer<String, String> watcher) {
        store.watcher = watcher;
    }

    @Override
    public void close() {
        store.closed.countDown();
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server does not stop", e);
        }
    }

    private static final class Store extends ForwardingBlobStore {

        private final Map<String, Plan> plans = new ConcurrentHashMap<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile BiConsumer<String, String> watcher = (operation, key) -> {};
        private final AtomicInteger looks = new AtomicInteger();
        private volatile Duration delay = Duration.ZERO;

        Store() {
            super(new TransientNio2BlobStore());
        }

        /** Each operation asks for it once, those but for which answering needs no storage. */
        @Override
        public BlobStore delegate() {
            try {
                Thread.sleep(delay.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.delegate();
        }

        @Override
        public boolean supportsVersioning() {
            return super.delegate().supportsVersioning();
        }

        @Override
        public boolean supportsServerSideEncryption() {
            return super.delegate().supportsServerSideEncryption();
        }

        @Override
        public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
            looks.incrementAndGet();
            return super.blobMetadata(request);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
            watcher.accept("put", request.key());
            return super.putBlob(request, content);
        }

        @Override
        public CopyObjectResponse copyBlob(CopyObjectRequest request) {
            watcher.accept("copy", request.destinationKey());
            return super.copyBlob(request);
        }

        @Override
        public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
            Plan plan = plans.computeIfPresent(
                    request.key(), (key, now) -> now.times() == 0 ? null : new Plan(now.fault(), now.times() - 1));
            if (plan == null) {
                return super.getBlob(request);
            }
            return switch (plan.fault()) {
                case THROTTLED -> throw refusal(503, "SlowDown", "Please reduce your request rate.");
                case DENIED -> throw refusal(403, "AccessDenied", "Access Denied");
                case STALLED -> {
                    awaitClosing();
                    throw refusal(503, "SlowDown", "The server is closed.");
                }
                case CUT -> {
                    ResponseInputStream<GetObjectResponse> whole = super.getBlob(request);
                    yield new ResponseInputStream<>(whole.response(), AbortableInputStream.create(new Cut(whole)));
                }
            };
        }

        private static AwsServiceException refusal(int status, String code, String message) {
            return S3Exception.builder()
                    .statusCode(status)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode(code)
                            .errorMessage(message)
                            .build())
                    .build();
        }

        private void awaitClosing() {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends with an error before the first byte. */
    private static final class Cut extends InputStream {

        private final InputStream whole;

        Cut(InputStream whole) {
            this.whole = whole;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("cut");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException("cut");
        }

        @Override
        public void close() throws IOException {
            whole.close();
        }
    }
}
