package io.msliqa.spark.scoring;

import ai.djl.engine.Engine;
import ai.djl.util.Platform;
import ai.onnxruntime.OrtEnvironment;
import io.msliqa.xnnpack.Xnnpack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.util.VersionInfo;

/** Says which versions compute, without loading a native library. */
public final class Versions {

    private Versions() {}

    /** This program's version and, where the build knew it, the commit it was made from: {@code 0.1.0 (7b7dd7d)}. */
    public static String msliqa() {
        Properties build = new Properties();
        try (InputStream file = Versions.class.getResourceAsStream("build.properties")) {
            build.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The program's own build.properties cannot be read", e);
        }
        String commit = build.getProperty("commit", "");
        return build.getProperty("version") + (commit.isEmpty() ? "" : " (" + commit + ")");
    }

    /** The versions of all that takes part in a run, by name. */
    static Map<String, String> of(String spark) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("msliqa", msliqa());
        versions.put("spark", spark);
        versions.put("hadoop", VersionInfo.getVersion());
        versions.put("java", Runtime.version().toString());
        versions.put("onnxruntime", OrtEnvironment.class.getPackage().getImplementationVersion());
        Xnnpack.version().ifPresent(version -> versions.put("tensorflow-lite", version));
        versions.put("djl", Engine.getDjlVersion());
        versions.put("pytorch", Platform.detectPlatform("pytorch").getVersion());
        return versions;
    }
}
