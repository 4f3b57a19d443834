package io.msliqa.spark.listing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.S3AUtils;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists and reads the objects of a bucket by their keys as they are. Hadoop's paths cannot name all of them: {@code
 * a//b}, {@code ./a} and {@code ../a} would become other keys, and {@code /a} the same as {@code a}.
 */
public final class S3Objects {

    private static final String SCHEME = "s3a://";

    private final S3Client client;
    private final String bucket;

    private S3Objects(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** The objects of a file system, if it is S3A's. */
    static Optional<S3Objects> of(FileSystem files) {
        return files instanceof S3AFileSystem s3
                ? Optional.of(
                        new S3Objects(s3.getS3AInternals().getAmazonS3Client("objects by their keys"), s3.getBucket()))
                : Optional.empty();
    }

    /** Whether a text names an object. */
    static boolean isOne(String image) {
        return image.startsWith(SCHEME);
    }

    /** Whether a text names an object by a key that Hadoop's paths cannot express. */
    public static boolean isOdd(String image) {
        if (!isOne(image)) {
            return false;
        }
        try {
            return !new Path(image).toString().equals(image);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /** The bytes of an object. */
    public static InputStream open(String image, Configuration hadoop) throws IOException {
        Optional<S3Objects> objects = of(bucketOf(image).getFileSystem(hadoop));
        if (objects.isEmpty()) {
            throw new IOException("Only S3A itself can open an object of such a key");
        }
        return objects.get().open(keyOf(image));
    }

    /** The root of its bucket. */
    static Path bucketOf(String image) {
        int end = image.indexOf('/', SCHEME.length());
        return new Path(end < 0 ? image + "/" : image.substring(0, end + 1));
    }

    static String keyOf(String image) {
        int end = image.indexOf('/', SCHEME.length());
        return end < 0 ? "" : image.substring(end + 1);
    }

    /** An object's name: the bucket, a slash, and the key as it is. */
    String name(String key) {
        return SCHEME + bucket + "/" + key;
    }

    /** All objects whose keys have a prefix, in the order of their keys. */
    void list(String prefix, Consumer<S3Object> sink) throws IOException {
        any(prefix, object -> {
            sink.accept(object);
            return false;
        });
    }

    /** Whether one of the objects whose keys have a prefix passes a test; the search ends at the first. */
    boolean any(String prefix, Predicate<S3Object> wanted) throws IOException {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .encodingType(EncodingType.URL)
                .build();
        try {
            return client.listObjectsV2Paginator(request).contents().stream().anyMatch(wanted);
        } catch (SdkException e) {
            throw S3AUtils.translateException("list", name(prefix), e);
        }
    }

    /** Whether there is an object with exactly this key. */
    Optional<HeadObjectResponse> look(String key) throws IOException {
        try {
            return Optional.of(
                    client.headObject(request -> request.bucket(bucket).key(key)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            IOException failure = S3AUtils.translateException("look at", name(key), e);
            if (failure instanceof FileNotFoundException) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private InputStream open(String key) throws IOException {
        try {
            return client.getObject(
                    GetObjectRequest.builder().bucket(bucket).key(key).build());
        } catch (SdkException e) {
            throw S3AUtils.translateException("open", name(key), e);
        }
    }
}
